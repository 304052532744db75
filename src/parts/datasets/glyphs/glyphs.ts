import type { Random } from '../../random';
import { defineDataset } from '../dataset';
import { addNoise } from '../shared/noise';
import { eachCoveredPixel, type Frame, frame, imageFrame, SIZE, toImage } from '../shared/raster';
import { stroke } from '../shared/shapes';
import { drawSplit } from '../shared/split';
import { heldOut, imagesPerClass } from '../shared/unseen';
import { type Point, type Polyline, strokesOf } from './strokes';

/** Glyphs that are easily taken for one another. */
const lookAlikes = ['O0Q', 'Il1', '5S', '2Z', '8B', '6GC', 'EF', 'PRD', 'UV', '7T'];
const glyphNames = [...lookAlikes.join('')];
const glyphGroups = lookAlikes.flatMap((glyphs, group) => Array(glyphs.length).fill(group));
/** Every other glyph, where half are to be met only in testing: of each group some. */
const unseenGlyphs: ReadonlySet<number> = new Set(
  glyphNames.flatMap((_, label) => (label % 2 === 1 ? [label] : [])),
);

/** Half the height of the box a glyph is drawn in, as a share of the image, before jitter. */
const GLYPH_SCALE = 0.72;
const NOISE = 0.12;

/** How one glyph is written: what differs from hand to hand, whatever the pose. */
interface Handwriting {
  /** Half the width of the pen, in image units. */
  readonly penRadius: number;
  /** Factor on the width of the glyph. */
  readonly widening: number;
  /** How far the top leans over, per unit of height. */
  readonly slant: number;
  /** Height of the waves that bend upright and level strokes. */
  readonly bendX: number;
  readonly bendY: number;
}

const drawHandwriting = (random: Random): Handwriting => ({
  penRadius: random.uniform(0.07, 0.14),
  widening: random.uniform(0.8, 1.2),
  slant: random.uniform(-0.25, 0.25),
  bendX: 0.06 * random.normal(),
  bendY: 0.06 * random.normal(),
});

function drawPose(random: Random, nuisance: number, zoom: number): Frame {
  const angle = random.uniform(-0.2, 0.2) * nuisance;
  const scale = GLYPH_SCALE * zoom * (1 + random.uniform(-0.12, 0.12) * nuisance);
  const shiftX = random.uniform(-0.14, 0.14) * nuisance;
  const shiftY = random.uniform(-0.14, 0.14) * nuisance;
  return frame(angle, scale, shiftX, shiftY);
}

/** Where a point of the model letter lands when this hand writes it, before the pose. */
function written([modelX, modelY]: Point, hand: Handwriting): Point {
  const x = modelX * hand.widening - hand.slant * modelY + hand.bendX * Math.sin(3 * modelY);
  return [x, modelY + hand.bendY * Math.sin(3 * x)];
}

/** Inks a polyline: 1 under the pen, 0 away from it, over what is there already. */
function inkPolyline(ink: Float32Array, polyline: Polyline, hand: Handwriting, pose: Frame): void {
  let previous: Point | undefined;
  for (const point of polyline) {
    const [x, y] = toImage(pose, ...written(point, hand));
    if (previous) {
      const shape = stroke(previous[0], previous[1], x, y, hand.penRadius);
      eachCoveredPixel(shape, imageFrame, (pixel, coverage) => {
        ink[pixel] = Math.max(ink[pixel] as number, coverage);
      });
    }
    previous = [x, y];
  }
}

/**
 * Letters and digits drawn from strokes, 24 classes in 10 groups of look-alikes. Images are
 * [28, 28, 1], from -1 (paper) to 1 (ink); 120 train images and 24 held-out ones a class, or 48 of the
 * 12 classes that are not trained on. Handwriting, pose and noise are fixed by the seed.
 */
export const glyphs = defineDataset({
  label: 'Look-alike glyphs',
  phrase: 'look-alike glyphs',
  summary: 'Letters and digits in groups that are easily confused, such as O, 0 and Q.',
  source: 'Drawn by this page from a seed; no data of others.',
  kind: 'image',
  knobs: {
    heldOut,
    nuisance: {
      kind: 'number',
      label: 'Nuisance',
      hint: 'Scales the random turn, size, shift and pixel noise of every glyph.',
      min: 0,
      max: 1.5,
      step: 0.05,
      default: 1,
      restarts: true,
    },
    zoom: {
      kind: 'number',
      label: 'Zoom',
      hint: 'Draws every glyph larger or smaller in its image.',
      min: 0.8,
      max: 1.3,
      step: 0.05,
      default: 1,
      restarts: true,
    },
    imagesPerClass,
  },
  async load({ seed, knobs: { heldOut, nuisance, zoom, imagesPerClass } }) {
    const models = glyphNames.map((name) => strokesOf[name] ?? []);
    const split = drawSplit({
      seed,
      classes: models.length,
      trainPerClass: imagesPerClass,
      heldOutPerClass: 24,
      unseen: heldOut === 'classes' ? unseenGlyphs : null,
      itemSize: SIZE * SIZE,
      draw(label, random, image) {
        const hand = drawHandwriting(random);
        const pose = drawPose(random, nuisance, zoom);
        for (const polyline of models[label] ?? []) inkPolyline(image, polyline, hand, pose);
        addNoise(image, NOISE * nuisance, random);
        for (let pixel = 0; pixel < image.length; pixel++) {
          image[pixel] = (image[pixel] as number) * 2 - 1;
        }
      },
    });
    return {
      ...split,
      shape: [SIZE, SIZE, 1],
      range: [-1, 1],
      classNames: glyphNames,
      groups: glyphGroups,
    };
  },
});
