import { decimal } from '../numbers/format';
import { partOf, type Recipe } from '../recipe/recipe';
import type { LaneRun } from '../state/run';
import type { DataSize } from './batchLayout';
import { levelSince } from './trends';

/** Gain of MAP@R from which a lane counts as learning. */
const GAIN = 0.02;

/** What a lane's sentence is made from. */
export interface LaneSeen {
  readonly run: LaneRun;
  readonly recipe: Recipe;
  /** How many classes the held-out items have. */
  readonly classes: number;
  readonly data: LaneData | null;
  /** What was learnt of the problem the data pose; it replaces MAP@R. */
  readonly told: string | undefined;
}

/** The size of the data and, where known, what an encoder that tells nothing apart scores. */
export type LaneData = DataSize & { readonly chance?: { readonly mapAtR?: number } };

export const termsOf = (recipe: Recipe) => partOf(recipe, 'loss').terms;

/** What the loss compares, in words: one, and several. */
export const unitsOf = (recipe: Recipe): readonly [one: string, several: string] =>
  termsOf(recipe) === 'triplets'
    ? ['triplet', 'triplets']
    : ['chosen negative', 'chosen negatives'];

export const mapAtR = ({ run }: LaneSeen): number | undefined => run.series.mapAtR.values.at(-1);

/** MAP@R now and with the first weights, if it has risen; else null. */
export function gain(seen: LaneSeen): { readonly first: number; readonly now: number } | null {
  const [first, now] = [seen.run.series.mapAtR.values[0], mapAtR(seen)];
  return first !== undefined && now !== undefined && now - first >= GAIN ? { first, now } : null;
}

/** "MAP@R has gone from 0.06 to 0.67"; null: it has not risen. */
export function gained(seen: LaneSeen): string | null {
  const risen = gain(seen);
  return risen && `MAP@R has gone from ${decimal(risen.first)} to ${decimal(risen.now)}`;
}

/** "Level: MAP@R 0.67 since step 20"; null: it still moves. */
export function level(seen: LaneSeen): string | null {
  const since = levelSince(seen.run.series.mapAtR);
  return since === null ? null : `Level: MAP@R ${decimal(mapAtR(seen))} since step ${since}`;
}
