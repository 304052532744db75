import { decimal, percent } from '../numbers/format';
import { partOf, type Recipe } from '../recipe/recipe';
import type { LaneRun } from '../state/run';
import type { DataSize } from './batchLayout';
import { nothingPushes, shortfall } from './missingNegatives';
import { capitalised } from './phrases';
import { lately, levelSince, riseOf, sinceAbove } from './trends';

/** Mean cosine above which all embeddings count as one point. */
const COLLAPSED = 0.995;
/** Active share under which a lane counts as having stopped learning. */
const STALLED = 0.12;
/** Share of false negatives from which the lane's sentence is about them. */
const MANY_FALSE = 0.2;
/** MAP@R from which having little left to learn is good news. */
const SORTED = 0.75;
/** Gain of MAP@R from which a lane counts as learning. */
const GAIN = 0.02;

/** What a lane's sentence is made from. */
interface SentenceInput {
  readonly run: LaneRun;
  readonly recipe: Recipe;
  readonly classes: number;
  readonly data: DataSize | null;
  readonly told: string | undefined;
}

const termsOf = (recipe: Recipe) => partOf(recipe, 'loss').terms;

/** What the loss compares, in words. */
const unitsOf = (recipe: Recipe): string =>
  termsOf(recipe) === 'triplets' ? 'triplets' : 'chosen negatives';

/** 0.94 to "9 of 10", 0.97 to "97 of 100". */
const outOf = (share: number): string =>
  share < 0.95 ? `${Math.round(10 * share)} of 10` : `${Math.floor(100 * share)} of 100`;

const mapAtR = ({ run }: SentenceInput) => run.series.mapAtR.values.at(-1);

/** "MAP@R has gone from 0.06 to 0.67"; null: it has not risen. */
function gained(seen: SentenceInput): string | null {
  const [first, now] = [seen.run.series.mapAtR.values[0], mapAtR(seen)];
  return first !== undefined && now !== undefined && now - first >= GAIN
    ? `MAP@R has gone from ${decimal(first)} to ${decimal(now)}`
    : null;
}

/** "Level: MAP@R 0.67 since step 20"; null: it still moves. */
function level(seen: SentenceInput): string | null {
  const since = levelSince(seen.run.series.mapAtR);
  return since === null ? null : `Level: MAP@R ${decimal(mapAtR(seen))} since step ${since}`;
}

function notTrained({ run: { series, picture, step }, told }: SentenceInput): string | null {
  if (step > 0 && series.loss.values.length > 0) return null;
  const right = picture?.measures.recallAt1;
  const words =
    told ??
    (right !== undefined &&
      `with its first weights ${percent(right)} of nearest neighbours are right`);
  return words ? `Not trained yet: ${words}.` : 'Not trained yet.';
}

const noNumber = ({ run: { series, step } }: SentenceInput) =>
  Number.isFinite(series.loss.values.at(-1))
    ? null
    : `The loss is no longer a number since step ${step}.`;

const idle = ({ run, recipe }: SentenceInput) =>
  termsOf(recipe) === 'none' ? null : nothingPushes(run);

function collapsed({ run, recipe, classes }: SentenceInput): string | null {
  const since = sinceAbove(run.series.meanCosine, COLLAPSED);
  if (since === null) return null;
  const onePoint = `all ${classes} classes on one point`;
  if (since === 0) return `Not yet apart at step ${run.step}: ${onePoint}, as at the start.`;
  const loss = lately(run.series.loss);
  const margin = Number(recipe.knobs.margin);
  const costsMargin =
    termsOf(recipe) === 'triplets' && Math.abs(loss - margin) < 0.02 * Math.max(margin, 0.01);
  const costs = costsMargin
    ? 'and each triplet still costs the margin'
    : `and the loss stays at ${decimal(loss)}`;
  return `Collapsed by step ${since}: ${onePoint}, ${costs}.`;
}

function gettingWorse({ run }: SentenceInput): string | null {
  const rise = riseOf(run.series.loss);
  return (
    rise &&
    `Getting worse: the loss was ${decimal(rise.lowest)} at step ${rise.at} and is ${decimal(rise.now)} now.`
  );
}

function withoutNegatives(seen: SentenceInput): string | null {
  if (termsOf(seen.recipe) !== 'none') return null;
  if (seen.told) return `Without negatives: ${seen.told}.`;
  const [flat, gain] = [level(seen), gained(seen)];
  if (flat) return `${flat}.`;
  return gain
    ? `Learning without negatives: ${gain}.`
    : `No gain yet at step ${seen.run.step}: MAP@R ${decimal(mapAtR(seen))}.`;
}

function manyFalse({ run }: SentenceInput): string | null {
  const share = lately(run.series.falseShare);
  return share >= MANY_FALSE
    ? `${percent(share)} of the chosen negatives are false: they push an item from its own class.`
    : null;
}

const noneActs = ({ run, recipe, data }: SentenceInput) =>
  Number.isNaN(lately(run.series.activeShare))
    ? (shortfall(run, recipe, data) ?? 'No negative acts at the moment.')
    : null;

function stalled(seen: SentenceInput): string | null {
  const { run, recipe, told } = seen;
  const active = lately(run.series.activeShare);
  if (active >= STALLED) return null;
  const isSorted = (mapAtR(seen) ?? 0) > SORTED;
  const before = told
    ? `${capitalised(told)};`
    : isSorted
      ? `Sorted, MAP@R ${decimal(mapAtR(seen))}:`
      : 'Pulled apart what is easy:';
  return `${before} ${outOf(1 - active)} ${unitsOf(recipe)} teach nothing any more.`;
}

function learning(seen: SentenceInput): string {
  const { run, recipe, data, told } = seen;
  const still = `${percent(lately(run.series.activeShare))} of the ${unitsOf(recipe)} still teach`;
  const short = shortfall(run, recipe, data);
  if (short) return `${short} ${still}.`;
  const before = (told && capitalised(told)) ?? level(seen);
  if (before) return `${before}; ${still}.`;
  return `Learning: ${[still, gained(seen)].filter(Boolean).join('; ')}.`;
}

/**
 * What a sentence can be about; the first case that applies is said. Troubles come before
 * successes.
 */
const CASES: readonly ((seen: SentenceInput) => string | null)[] = [
  notTrained,
  noNumber,
  idle,
  collapsed,
  gettingWorse,
  withoutNegatives,
  manyFalse,
  noneActs,
  stalled,
];

/**
 * What is happening in a lane, in one plain sentence made of its measurements alone. `classes` is
 * the number of held-out classes, `data` the size of the data. `told` says what was learnt of the
 * problem the data pose, and then replaces MAP@R.
 */
export function laneSentence(
  run: LaneRun,
  recipe: Recipe,
  classes: number,
  data: DataSize | null = null,
  told?: string,
): string {
  const seen: SentenceInput = { run, recipe, classes, data, told };
  for (const sentence of CASES) {
    const said = sentence(seen);
    if (said) return said;
  }
  return learning(seen);
}
