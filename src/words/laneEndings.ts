import { decimal } from '../numbers/format';
import { partOf, type Recipe } from '../recipe/recipe';
import { type LaneSeen, mapAtR, unitsOf } from './laneSeen';
import { capitalised } from './phrases';
import { fallOf, gainOver, lately, levelSince } from './trends';

/** How training ends, or goes on without much left to learn from. */

/** Active share below which little is left to learn from. */
const LITTLE = 0.12;
/** MAP@R from which having little left to learn from is good news. */
const SORTED = 0.75;
/** Gain of MAP@R over this many steps from which it is still rising. */
const [RISE, RISE_STEPS] = [0.02, 50];
/** How far MAP@R has to fall below that of the first weights, twice in a row, to be called worse. */
const WORSE = 0.03;
/** MAP@R whose later half lies within this of chance on average, after this many steps, stays there. */
const [NEAR_CHANCE, MEMORISED_STEPS] = [0.06, 100];

/** Whether the loss leaves alone what is far enough apart, so that few active terms mean little left. */
const leavesAlone = (recipe: Recipe): boolean => {
  const { axis, terms } = partOf(recipe, 'loss');
  return axis === 'distance' && (terms === 'triplets' || terms === 'pairs');
};

/** 0.94 to "9 of 10", 0.97 to "97 of 100". */
const outOf = (share: number): string =>
  share < 0.95 ? `${Math.round(10 * share)} of 10` : `${Math.floor(100 * share)} of 100`;

/** What a term is called that the loss leaves alone, and one that it does not. */
function statesOf({ parts }: Recipe): readonly [left: string, active: string] {
  if (parts.loss === 'triplet') return ['already satisfied', 'violated'];
  return parts.loss === 'tripletSoft'
    ? ['already well satisfied', 'active']
    : ['already far enough away', 'too near'];
}

/** "only 1 triplet in 10 is still violated". */
function fewActive(recipe: Recipe, active: number): string {
  const [one, several] = unitsOf(recipe);
  const [, state] = statesOf(recipe);
  const [count, whole] = active > 0.05 ? [Math.round(10 * active), 10] : [100 * active, 100];
  const rounded = Math.ceil(count - 1e-6);
  if (rounded === 0) return `no ${one} is still ${state}`;
  return rounded === 1
    ? `only 1 ${one} in ${whole} is still ${state}`
    : `only ${rounded} ${several} in ${whole} are still ${state}`;
}

/** "9 of 10 triplets are already satisfied". */
const mostLeft = (recipe: Recipe, active: number): string =>
  `${outOf(1 - active)} ${unitsOf(recipe)[1]} are ${statesOf(recipe)[0]}`;

/** Worse than the first weights: the last two measurements both lie clearly below the first. */
export function worseThanFirst({ run, told }: LaneSeen): string | null {
  const { steps, values } = run.series.mapAtR;
  const [first, before, now] = [values[0], values.at(-2), values.at(-1)];
  if (told || steps[0] !== 0 || values.length < 3) return null;
  if (first === undefined || before === undefined || now === undefined) return null;
  return Math.max(before, now) < first - WORSE
    ? `Worse than its first weights: MAP@R was ${decimal(first)} at step 0 and is ${decimal(now)} now.`
    : null;
}

/** The training data are learnt and the held-out data are not. */
export function memorises({ run, recipe, data, told }: LaneSeen): string | null {
  const chance = data?.chance?.mapAtR;
  const { steps, values } = run.series.mapAtR;
  if (told || chance === undefined || (steps.at(-1) ?? 0) < MEMORISED_STEPS) return null;
  const later = values.slice(values.length >> 1);
  if (later.reduce((sum, value) => sum + value, 0) > later.length * (chance + NEAR_CHANCE))
    return null;
  const stays = `MAP@R stays at chance (${decimal(values.at(-1))})`;
  const fall = fallOf(run.series.loss);
  if (fall)
    return `Memorises: the loss fell from ${decimal(fall.first)} to ${decimal(fall.now)}, but held-out ${stays}.`;
  const active = lately(run.series.activeShare);
  return leavesAlone(recipe) && active < LITTLE
    ? `Memorises: ${mostLeft(recipe, active)}, but held-out ${stays}.`
    : null;
}

/** Solved, still improving or stalled; null: there is enough left to learn from. */
export function ending(seen: LaneSeen): string | null {
  const { run, recipe, told } = seen;
  const quality = mapAtR(seen) ?? Number.NaN;
  const active = lately(run.series.activeShare);
  const isLittle = leavesAlone(recipe) && active < LITTLE;
  if (told) return isLittle ? `${capitalised(told)}; ${mostLeft(recipe, active)}.` : null;
  const since = levelSince(run.series.mapAtR);
  if (!isLittle)
    return quality > SORTED && since !== null
      ? `Nearly solved: MAP@R ${decimal(quality)} since step ${since}.`
      : null;
  if (quality > SORTED)
    return `Nearly solved (MAP@R ${decimal(quality)}): ${fewActive(recipe, active)}.`;
  return gainOver(run.series.mapAtR, RISE_STEPS) >= RISE
    ? `Still improving (MAP@R ${decimal(quality)}), though ${fewActive(recipe, active)}.`
    : `Stalled at MAP@R ${decimal(quality)}: ${mostLeft(recipe, active)}.`;
}
