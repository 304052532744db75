import type { Random } from '../../random';
import { defineDataset } from '../dataset';
import { addNoise } from '../shared/noise';
import { type Frame, frame, SIZE } from '../shared/raster';
import { drawSplit } from '../shared/split';
import { heldOut, imagesPerClass } from '../shared/unseen';
import { paintBackground, paintBird } from './drawing';
import { genera, speciesOfGenus } from './kinds';

/** Every species, genus by genus; the class number is the place in this list. */
const kinds = genera.flatMap((genus, group) =>
  speciesOfGenus.map((species) => ({ genus, species, group })),
);

/**
 * Every other species of a genus, in turn, where half are to be met only in testing: each mark is then
 * learned in half of the genera and asked for in the others.
 */
const unseenSpecies: ReadonlySet<number> = new Set(
  kinds.flatMap(({ group }, label) => ((label + group) % 2 === 1 ? [label] : [])),
);

const NOISE = 0.03;

function drawPose(random: Random, nuisance: number, zoom: number): Frame {
  const angle = random.uniform(-0.3, 0.3) * nuisance;
  const scale = zoom * (1 + random.uniform(-0.15, 0.15) * nuisance);
  const shiftX = random.uniform(-0.12, 0.12) * nuisance - 0.02;
  const shiftY = random.uniform(-0.12, 0.12) * nuisance + 0.08;
  const facesLeft = random.uniform() < 0.5 && nuisance > 0;
  return frame(angle, scale, shiftX, shiftY, facesLeft ? -1 : 1);
}

/** Multiplies every colour by the light and adds noise, then maps 0 to 1 onto -1 to 1. */
function expose(image: Float32Array, nuisance: number, random: Random): void {
  const light = random.uniform(0.75, 1.2) ** nuisance;
  for (let index = 0; index < image.length; index++) {
    image[index] = (image[index] as number) * light;
  }
  addNoise(image, NOISE * nuisance, random);
  for (let index = 0; index < image.length; index++) {
    image[index] = Math.min(1, Math.max(0, image[index] as number)) * 2 - 1;
  }
}

/**
 * Birds of 8 genera that differ in build and colour, each with 6 species that differ in one small
 * mark: 48 classes, the genus being the look-alike group. Images are [28, 28, 3], red, green and
 * blue from -1 to 1; 120 train images and 16 held-out ones a species, or 32 of the 24 species that are
 * not trained on. Background, pose, plumage, light and noise are fixed by the seed.
 */
export const birds = defineDataset({
  label: 'Fine-grained birds',
  phrase: 'fine-grained birds',
  summary: 'Eight genera told apart at a glance, each with six species told apart by one mark.',
  source: 'Drawn by this page from a seed; no data of others.',
  kind: 'image',
  knobs: {
    heldOut,
    nuisance: {
      kind: 'number',
      label: 'Nuisance',
      hint: 'Scales what differs between birds of one species: pose, plumage, light and noise.',
      min: 0,
      max: 1.5,
      step: 0.05,
      default: 0.35,
      restarts: true,
    },
    zoom: {
      kind: 'number',
      label: 'Zoom',
      hint: 'Draws every bird larger or smaller in its image; small marks fade when small.',
      min: 0.8,
      max: 1.3,
      step: 0.05,
      default: 1.15,
      restarts: true,
    },
    imagesPerClass,
  },
  async load({ seed, knobs: { heldOut, nuisance, zoom, imagesPerClass } }) {
    const split = drawSplit({
      seed,
      classes: kinds.length,
      trainPerClass: imagesPerClass,
      heldOutPerClass: 16,
      unseen: heldOut === 'classes' ? unseenSpecies : null,
      itemSize: SIZE * SIZE * 3,
      draw(label, random, image) {
        const { genus, species } = kinds[label] as (typeof kinds)[number];
        const pose = drawPose(random, nuisance, zoom);
        paintBackground(image, random);
        paintBird(image, genus, species, nuisance, pose, random);
        expose(image, nuisance, random);
      },
    });
    return {
      ...split,
      shape: [SIZE, SIZE, 3],
      range: [-1, 1],
      classNames: kinds.map(({ genus, species }) => `${genus.name} ${species.name}`),
      groups: kinds.map(({ group }) => group),
    };
  },
});
