import { losses } from '../parts/losses';
import type { Recipe } from '../recipe/recipe';
import type { LaneRun, Series } from '../state/run';
import { nothingPushes, shortfall } from './badCases';
import type { Counts } from './batch';
import { decimal, percent } from './common/format';

/** Mean cosine above which all embeddings count as one point. */
const COLLAPSED = 0.995;
/** Active share under which a lane counts as having stopped learning. */
const STALLED = 0.12;
/** False share from which it is what the lane's sentence is about. */
const MANY_FALSE = 0.2;
/** MAP@R from which little left to learn is good news. */
const SORTED = 0.75;
/** Steps over which shares of single batches are averaged. */
const WINDOW = 10;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const lately = ({ values }: Series, window = WINDOW): number => mean(values.slice(-window));

const termsOf = ({ parts }: Recipe) => losses[parts.loss as keyof typeof losses].terms;

/** What the loss compares, in words. */
const unitOf = (recipe: Recipe): string =>
  termsOf(recipe) === 'triplets' ? 'triplets' : 'chosen negatives';

/** 0.94 to "9 of 10", 0.97 to "97 of 100". */
const outOf = (share: number): string =>
  share < 0.95 ? `${Math.round(10 * share)} of 10` : `${Math.floor(100 * share)} of 100`;

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** First step of the unbroken stretch up to now in which every value is above `level`; or null. */
function sinceAbove({ steps, values }: Series, level: number): number | null {
  let first: number | null = null;
  for (let i = values.length - 1; i >= 0 && (values[i] as number) > level; i--)
    first = steps[i] as number;
  return first;
}

function collapse(run: LaneRun, recipe: Recipe, classes: number): string | null {
  const since = sinceAbove(run.series.meanCosine, COLLAPSED);
  if (since === null) return null;
  const onePoint = `all ${classes} classes on one point`;
  if (since === 0) return `Not yet apart at step ${run.step}: ${onePoint}, as at the start.`;
  const loss = lately(run.series.loss);
  const margin = Number(recipe.knobs.margin);
  const costsMargin =
    unitOf(recipe) === 'triplets' && Math.abs(loss - margin) < 0.02 * Math.max(margin, 0.01);
  const costs = costsMargin
    ? 'and each triplet still costs the margin'
    : `and the loss stays at ${decimal(loss)}`;
  return `Collapsed at step ${since}: ${onePoint}, ${costs}.`;
}

/** Loss of the last steps against its lowest running mean: has it turned upwards? */
function divergence({ steps, values }: Series): string | null {
  const window = 2 * WINDOW;
  if (values.length < 3 * window) return null;
  let [lowest, at] = [Number.POSITIVE_INFINITY, 0];
  for (let end = window; end <= values.length - window; end += WINDOW) {
    const level = mean(values.slice(end - window, end));
    if (level < lowest) [lowest, at] = [level, steps[end - 1] as number];
  }
  const now = lately({ steps, values }, window);
  return now > 1.5 * lowest && now - lowest > 0.1
    ? `Getting worse: the loss was ${decimal(lowest)} at step ${at} and is ${decimal(now)} now.`
    : null;
}

/** Whether MAP@R has kept within a hundredth over its last hundred steps or more; since when. */
function levelSince({ steps, values }: Series): number | null {
  const last = values.at(-1) as number;
  let since = steps.length - 1;
  while (since > 0 && Math.abs((values[since - 1] as number) - last) <= 0.01) since--;
  const span = (steps.at(-1) ?? 0) - (steps[since] ?? 0);
  return span >= 100 ? (steps[since] as number) : null;
}

/**
 * What is happening in a lane, in one plain sentence made of nothing but its measurements. `classes`
 * is how many are held out, `data` how much there is, `told` what was learnt of the very problem the
 * data pose, which then stands in place of MAP@R. What is wrong comes before what goes well.
 */
export function laneSentence(
  run: LaneRun,
  recipe: Recipe,
  classes: number,
  data: Counts | null = null,
  told?: string,
): string {
  const { series, picture, step } = run;
  const mapAtR = series.mapAtR.values.at(-1);
  if (step === 0 || series.loss.values.length === 0) {
    if (told) return `Not trained yet: ${told}.`;
    const right = picture?.measures.recallAt1;
    return right === undefined
      ? 'Not trained yet.'
      : `Not trained yet: with its first weights ${percent(right)} of nearest neighbours are right.`;
  }
  const loss = series.loss.values.at(-1) as number;
  if (!Number.isFinite(loss)) return `The loss is no longer a number since step ${step}.`;
  const idle = termsOf(recipe) === 'none' ? null : nothingPushes(run);
  if (idle) return idle;
  const collapsed = collapse(run, recipe, classes);
  if (collapsed) return collapsed;
  const worse = divergence(series.loss);
  if (worse) return worse;
  const level = series.mapAtR.values.length > 1 ? levelSince(series.mapAtR) : null;
  const since = level === null ? null : `Level: MAP@R ${decimal(mapAtR)} since step ${level}`;
  const first = series.mapAtR.values[0];
  const isRising = first !== undefined && mapAtR !== undefined && mapAtR - first >= 0.02;
  const gained = `MAP@R has gone from ${decimal(first)} to ${decimal(mapAtR)}`;
  if (termsOf(recipe) === 'none') {
    if (told) return `Without negatives: ${told}.`;
    if (since) return `${since}.`;
    return isRising
      ? `Learning without negatives: ${gained}.`
      : `No gain yet at step ${step}: MAP@R ${decimal(mapAtR)}.`;
  }
  const falseShare = lately(series.falseShare);
  if (falseShare >= MANY_FALSE)
    return `${percent(falseShare)} of the chosen negatives are false: they push an item from its own class.`;
  const active = lately(series.activeShare);
  const units = unitOf(recipe);
  if (Number.isNaN(active))
    return shortfall(run, recipe, data) ?? 'No negative acts at the moment.';
  const teachNothing = `${outOf(1 - active)} ${units} teach nothing any more`;
  if (active < STALLED && told) return `${capitalised(told)}; ${teachNothing}.`;
  if (active < STALLED)
    return mapAtR !== undefined && mapAtR > SORTED
      ? `Sorted, MAP@R ${decimal(mapAtR)}: ${teachNothing}.`
      : `Pulled apart what is easy: ${teachNothing}.`;
  const still = `${percent(active)} of the ${units} still teach`;
  const short = shortfall(run, recipe, data);
  if (short) return `${short} ${still}.`;
  if (told) return `${capitalised(told)}; ${still}.`;
  if (since) return `${since}; ${still}.`;
  return isRising ? `Learning: ${still}; ${gained}.` : `Learning: ${still}.`;
}
