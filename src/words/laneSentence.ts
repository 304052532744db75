import { decimal, percent } from '../numbers/format';
import type { Recipe } from '../recipe/recipe';
import type { LaneRun } from '../state/run';
import { ending, memorises, worseThanFirst } from './laneEndings';
import {
  gain,
  gained,
  type LaneData,
  type LaneSeen,
  level,
  mapAtR,
  termsOf,
  unitsOf,
} from './laneSeen';
import { nothingPushes, shortfall } from './missingNegatives';
import { capitalised } from './phrases';
import { lately, riseOf, sinceAbove, upTo } from './trends';

/** Mean cosine above which all embeddings count as one point, and below which they no longer do. */
const [COLLAPSED, APART] = [0.995, 0.99];
/** Share of false negatives from which the lane's sentence is about them. */
const MANY_FALSE = 0.2;

function notTrained({ run: { series, picture, step }, told }: LaneSeen): string | null {
  if (step > 0 && series.loss.values.length > 0) return null;
  if (told) return `Untrained: ${told}.`;
  const right = picture?.measures.recallAt1;
  return right === undefined
    ? 'Untrained.'
    : `Untrained: with random weights, ${percent(right)} of items have a nearest neighbour of their own class.`;
}

const noNumber = ({ run: { series, step } }: LaneSeen) =>
  Number.isFinite(series.loss.values.at(-1))
    ? null
    : `The loss is no longer a number since step ${step}.`;

const idle = ({ run, recipe }: LaneSeen) =>
  termsOf(recipe) === 'none' ? null : nothingPushes(run);

/**
 * Whether pulling outweighed pushing until this step. The gradient of a squared distance is as long
 * as the distance, so this holds where the chosen negatives were nearer than the positives: then a
 * triplet costs more than the margin.
 */
function pullWon({ run, recipe }: LaneSeen, step: number): boolean {
  const { margin, distance } = recipe.knobs;
  if (recipe.parts.loss !== 'triplet' || distance !== 'squaredEuclidean') return false;
  const before = upTo(run.series.loss, step);
  return before.reduce((sum, loss) => sum + loss, 0) > before.length * Number(margin);
}

/**
 * All embeddings on one point, dated by the batches: one recipe and seed gives one step, however
 * often the held-out items were looked at. They have to agree all the same.
 */
function collapsed(seen: LaneSeen): string | null {
  const { run, recipe, classes } = seen;
  const since = sinceAbove(run.series.batchCosine, COLLAPSED, APART);
  if (since === null || !((run.series.meanCosine.values.at(-1) ?? 0) > COLLAPSED)) return null;
  const onePoint = `all ${classes} classes lie on one point`;
  if (since <= 1) return `Not yet apart at step ${run.step}: ${onePoint}, as at the start.`;
  const risen = gain(seen);
  const order = risen && `MAP@R still rose to ${decimal(risen.now)}.`;
  if (pullWon(seen, since))
    return order
      ? `Collapsed (step ${since}): negatives nearer than positives let the pull win. ${order}`
      : `Collapsed (step ${since}): ${onePoint}. Negatives nearer than positives let the pull win.`;
  const loss = lately(run.series.loss);
  const margin = Number(recipe.knobs.margin);
  const isMargin =
    termsOf(recipe) === 'triplets' && Math.abs(loss - margin) < 0.02 * Math.max(margin, 0.01);
  const stuck = isMargin
    ? `The loss is stuck at the margin, ${decimal(margin)}.`
    : `The loss stays at ${decimal(loss)}.`;
  return `Collapsed (step ${since}): ${onePoint}. ${order ?? stuck}`;
}

function gettingWorse({ run }: LaneSeen): string | null {
  const rise = riseOf(run.series.loss);
  return (
    rise &&
    `Getting worse: the loss was ${decimal(rise.lowest)} at step ${rise.at} and is ${decimal(rise.now)} now.`
  );
}

function withoutNegatives(seen: LaneSeen): string | null {
  if (termsOf(seen.recipe) !== 'none') return null;
  if (seen.told) return `Without negatives: ${seen.told}.`;
  const [flat, risen] = [level(seen), gained(seen)];
  if (flat) return `${flat}.`;
  return risen
    ? `Learning without negatives: ${risen}.`
    : `No gain yet at step ${seen.run.step}: MAP@R ${decimal(mapAtR(seen))}.`;
}

function manyFalse({ run }: LaneSeen): string | null {
  const share = lately(run.series.falseShare);
  return share >= MANY_FALSE
    ? `${percent(share)} of the chosen negatives are false: they push an item from its own class.`
    : null;
}

const noneActs = ({ run, recipe, data }: LaneSeen) =>
  Number.isNaN(lately(run.series.activeShare))
    ? (shortfall(run, recipe, data) ?? 'No negative acts at the moment.')
    : null;

function learning(seen: LaneSeen): string {
  const { run, recipe, data, told } = seen;
  const [, several] = unitsOf(recipe);
  const active = `${percent(lately(run.series.activeShare))} of the ${several} are active`;
  const short = shortfall(run, recipe, data);
  if (short) return `${short} ${active}.`;
  const before = (told && capitalised(told)) ?? level(seen);
  if (before) return `${before}; ${active}.`;
  const risen = gained(seen);
  if (risen) return `Learning: ${risen}; ${active}.`;
  return run.series.mapAtR.values.length < 2
    ? `Learning: ${active}.`
    : `No gain yet at step ${run.step}: MAP@R ${decimal(mapAtR(seen))}; ${active}.`;
}

/**
 * What a sentence can be about; the first case that applies is said. Troubles come before
 * successes.
 */
const CASES: readonly ((seen: LaneSeen) => string | null)[] = [
  notTrained,
  noNumber,
  idle,
  collapsed,
  gettingWorse,
  worseThanFirst,
  memorises,
  withoutNegatives,
  manyFalse,
  noneActs,
  ending,
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
  data: LaneData | null = null,
  told?: string,
): string {
  const seen: LaneSeen = { run, recipe, classes, data, told };
  for (const sentence of CASES) {
    const said = sentence(seen);
    if (said) return said;
  }
  return learning(seen);
}
