import type { Data, Scenes } from '../../data';
import { adjustedRand, overlapOf } from '../../metrics/shared/agreement';
import type { Embedded, Headline } from '../shared/lens';
import { colourPositions } from './colours';
import { instancesOf, SAME } from './instances';

/** Which pixels of held-out scenes are of one instance, as the encoder tells them apart. */
export interface LearnedScene extends SceneMeasures, Headline {
  readonly lens: 'scene';
  /** Of each scene; those of `LearnedScene` itself are means over scenes. */
  readonly scenes: readonly SceneFigures[];
  /** Cosine above which items count as of one instance. */
  readonly threshold: number;
  /** The instance found for each item, counted from 0 in its scene; -1 on the ground, [items]. */
  readonly instances: Int16Array;
  /** Three main directions of the embeddings, -127..127 for -1..1, [items, 3]. */
  readonly colours: Int8Array;
  /** Unit rows of all items, -127..127 for -1..1, [items, d]. */
  readonly embeddings: Int8Array;
  readonly d: number;
}

/** How well instances were told apart. */
export interface SceneMeasures {
  /** Of found instances against true ones, over the true foreground; 0 by chance, 1 at best. */
  readonly adjustedRandIndex: number;
  /** Mean over true instances of the best intersection over union, 0..1. */
  readonly overlap: number;
  /** Share of neighbouring items of two instances that are told apart, 0..1; NaN: none touch. */
  readonly bordersApart: number;
}

export interface SceneFigures extends SceneMeasures {
  /** True instances, and how many were found. */
  readonly cells: number;
  readonly found: number;
}

/** Held-out items of one scene in the grid of its picture. */
interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Item at each place, row by row; -1 for none. */
  readonly items: Int32Array;
}

function gridsOf({ count, width, height, step, places }: Scenes): Grid[] {
  const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
  const grids = Array.from({ length: count }, () => ({
    columns,
    rows,
    items: new Int32Array(columns * rows).fill(-1),
  }));
  places.forEach((place, item) => {
    const pixel = place % (width * height);
    const column = Math.floor((pixel % width) / step);
    const row = Math.floor(Math.floor(pixel / width) / step);
    const grid = grids[Math.floor(place / (width * height))];
    if (grid) grid.items[row * columns + column] = item;
  });
  return grids;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean over true cells of the best overlap any found instance has with it, intersection over union. */
function bestOverlap(truth: Int32Array, found: Int32Array): number {
  const { shared, first, second } = overlapOf(truth, found);
  return mean(
    shared.map((row, cell) =>
      Math.max(
        ...row.map(
          (both, instance) => both / ((first[cell] ?? 0) + (second[instance] ?? 0) - both),
        ),
      ),
    ),
  );
}

/**
 * Cells as an encoder tells them apart: foreground pixels of each held-out scene are grouped by
 * `instancesOf`, and compared with the cells that were drawn. Which pixels are ground is given.
 */
export function learnedScenes(
  { scenes, heldOut }: Data,
  { embeddings, d }: Embedded,
): LearnedScene {
  if (!scenes) throw new Error('These data come without scenes.');
  const cosine = (a: number, b: number) => {
    let sum = 0;
    for (let i = 0; i < d; i++)
      sum += (embeddings[a * d + i] as number) * (embeddings[b * d + i] as number);
    return sum;
  };
  const cellOf = (item: number) => scenes.instances[scenes.places[item] as number] as number;
  const instances = new Int16Array(heldOut.count).fill(-1);
  const figures = gridsOf(scenes).map(({ columns, items }): SceneFigures => {
    const inside = [...items].filter((item) => item >= 0 && cellOf(item) > 0);
    const found = instancesOf(embeddings, d, inside);
    inside.forEach((item, i) => {
      instances[item] = found[i] as number;
    });
    const truth = Int32Array.from(inside, cellOf);
    let [pairs, apart] = [0, 0];
    const meet = (item: number, other: number | undefined) => {
      if (other === undefined || other < 0 || item < 0) return;
      const [own, its] = [cellOf(item), cellOf(other)];
      if (own === 0 || its === 0 || own === its) return;
      pairs++;
      if (cosine(item, other) < SAME) apart++;
    };
    items.forEach((item, place) => {
      if ((place + 1) % columns !== 0) meet(item, items[place + 1]);
      meet(item, items[place + columns]);
    });
    return {
      adjustedRandIndex: adjustedRand(overlapOf(truth, found)),
      overlap: bestOverlap(truth, found),
      bordersApart: pairs > 0 ? apart / pairs : Number.NaN,
      cells: new Set(truth).size,
      found: new Set(found).size,
    };
  });
  const over = (name: 'adjustedRandIndex' | 'overlap' | 'bordersApart') =>
    mean(figures.map((one) => one[name]).filter((value) => !Number.isNaN(value)));
  return {
    lens: 'scene',
    headline: over('adjustedRandIndex'),
    scenes: figures,
    threshold: SAME,
    adjustedRandIndex: over('adjustedRandIndex'),
    overlap: over('overlap'),
    bordersApart: over('bordersApart'),
    instances,
    colours: colourPositions(scenes, embeddings, d),
    d,
    embeddings: Int8Array.from(embeddings, (value) => Math.round(value * 127)),
  };
}
