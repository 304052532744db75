import type { Items, Scenes } from '../../data';
import { randomStream } from '../../random';
import { defineDataset } from '../dataset';
import { type CellLook, type CellScene, drawScene, MARGIN, SCENE } from './drawing';
import { learnedScenes } from './learned';
import { CHANNELS, cellAt, EDGE, fillPatches, pixelsByCell, sampledPixels } from './pixels';

const TRAIN_SCENES = 200;
const HELD_OUT_SCENES = 4;
/** Training pixels of each cell and of each ground. */
const TRAIN_PIXELS = 16;
/** Held-out items are the pixels of every second row and column: a picture that can be looked at. */
const GRID = 2;
/** Names of the streams of random numbers. */
const TRAIN = 1;
const HELD_OUT = 2;

/** Each scene has a stream of its own, so that one of them never depends on those before. */
const drawScenes = (seed: number, side: number, count: number, look: CellLook): CellScene[] =>
  Array.from({ length: count }, (_, scene) => drawScene(randomStream(seed, side, scene), look));

/** Items of pixels, scene by scene and in each the ground first and then cell by cell. */
function itemsOf(scenes: readonly CellScene[], pixels: readonly number[][][], firstLabel: number) {
  const count = pixels.flat(2).length;
  const values = new Float32Array(count * EDGE * EDGE * CHANNELS);
  const labels = new Int32Array(count);
  const places = new Int32Array(count);
  let [at, label] = [0, firstLabel];
  scenes.forEach((scene, number) => {
    for (const own of pixels[number] ?? []) {
      fillPatches(values, at, scene, own);
      for (const pixel of own) {
        labels[at] = label;
        places[at++] = number * SCENE * SCENE + pixel;
      }
      label++;
    }
  });
  const items: Items = { count, values, labels };
  return { items, places };
}

/** The scenes themselves, for the page: ink as bytes, and the cell of every pixel. */
function scenesOf(scenes: readonly CellScene[], places: Int32Array): Scenes {
  const size = SCENE * SCENE;
  const ink = new Uint8Array(scenes.length * size);
  const instances = new Uint8Array(scenes.length * size);
  scenes.forEach((scene, number) => {
    for (let pixel = 0; pixel < size; pixel++) {
      const row = Math.floor(pixel / SCENE) + MARGIN;
      const drawn = scene.ink[row * (SCENE + 2 * MARGIN) + (pixel % SCENE) + MARGIN] as number;
      ink[number * size + pixel] = Math.round(255 * Math.min(1, Math.max(0, drawn)));
      instances[number * size + pixel] = cellAt(scene, pixel);
    }
  });
  return { count: scenes.length, width: SCENE, height: SCENE, step: GRID, ink, instances, places };
}

/**
 * Touching cells to be told apart pixel by pixel: 200 training scenes of [32, 32] pixels and 4
 * held-out ones, with 3 to 5 cells of one tone each. An item is a pixel, seen as the patch around it,
 * [13, 13, 3]: ink from -1 to 1, and the pixel's place in its scene, x and y, at every pixel of the
 * patch. A class is one cell, or the ground of one scene; a look-alike group is a scene. 16 pixels of
 * every class are trained on, half of them near a border between cells; of held-out scenes every
 * second row and column is an item. No scene is on both sides, and so no class.
 */
export const cells = defineDataset({
  label: 'Touching cells',
  phrase: 'pixels of touching cells',
  summary: 'Which pixels are of one cell, where cells of one tone touch: instance segmentation.',
  paper:
    'De Brabandere et al. 2017, https://arxiv.org/abs/1708.02551, for telling instances apart by the vectors of their pixels',
  source: 'Drawn by this page from a seed; no data of others.',
  kind: 'image',
  classWord: 'cells and grounds',
  suits: { encoder: 'smallCnn', knobs: { together: 'lookAlikes' } },
  lens: 'scene',
  learned: learnedScenes,
  knobs: {
    tightness: {
      kind: 'number',
      label: 'Tightness',
      hint: 'How far cells are pushed into one another; at 0 they barely touch.',
      min: 0,
      max: 1.2,
      step: 0.1,
      default: 1,
      restarts: true,
    },
    rim: {
      kind: 'number',
      label: 'Rim',
      hint: 'How much paler a cell is at its rim: the only sign of where one ends.',
      min: 0.1,
      max: 0.6,
      step: 0.02,
      default: 0.38,
      restarts: true,
    },
    grain: {
      kind: 'number',
      label: 'Noise',
      hint: 'Standard deviation of the noise on every pixel; ink is 1.',
      min: 0.01,
      max: 0.15,
      step: 0.01,
      default: 0.02,
      restarts: true,
    },
    borderShare: {
      kind: 'number',
      label: 'Pixels at borders',
      hint: 'Share of training pixels of a cell that lie within two pixels of another cell.',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.5,
      restarts: true,
    },
  },
  async load({ seed, knobs: { borderShare, ...look } }) {
    const trained = drawScenes(seed, TRAIN, TRAIN_SCENES, look);
    const shown = drawScenes(seed, HELD_OUT, HELD_OUT_SCENES, look);
    const sampled = trained.map((scene, number) => {
      const random = randomStream(seed, TRAIN, number, 1);
      return pixelsByCell(scene).map((pixels) =>
        sampledPixels(scene, pixels, TRAIN_PIXELS, borderShare, random),
      );
    });
    const grids = shown.map((scene) => pixelsByCell(scene, GRID));
    const scenes = [...trained, ...shown];
    const classes = scenes.flatMap(({ cellCount }, group) => {
      const scene = group < TRAIN_SCENES ? group + 1 : letterOf(group - TRAIN_SCENES);
      return Array.from({ length: cellCount + 1 }, (_, cell) => ({
        name: cell === 0 ? `${scene} ground` : `${scene} cell ${cell}`,
        group,
      }));
    });
    const train = itemsOf(trained, sampled, 0);
    const heldOut = itemsOf(shown, grids, classes.length - grids.flat().length);
    return {
      train: train.items,
      heldOut: heldOut.items,
      shape: [EDGE, EDGE, CHANNELS],
      seenChannels: 1,
      range: [-1, 1],
      classNames: classes.map(({ name }) => name),
      groups: classes.map(({ group }) => group),
      scenes: scenesOf(shown, heldOut.places),
    };
  },
});

/** Held-out scenes are A, B, C, ... */
const letterOf = (scene: number): string => String.fromCharCode(65 + scene);
