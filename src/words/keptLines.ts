import { decimal, percent, signed, thousands } from '../numbers/format';
import type { Picture } from '../protocol/picture';
import { kinds } from '../recipe/kinds';
import { partOf, type Recipe } from '../recipe/recipe';
import { lowered } from './phrases';

/** One thing that a lane's parts keep from step to step or did, as a line of words over a bar. */
export interface KeptLine {
  readonly name: string;
  readonly text: string;
  /** What it is, if the name does not say it all. */
  readonly hint?: string;
  /** The same in a clause of a sentence. */
  readonly said: string;
  /** Length of its bar, 0..1; null if it is drawn otherwise. */
  readonly share: number | null;
}

/** Enough decimals to tell apart a hundredth of the range or less, the same at every step. */
function digitsOf(range: number): number {
  if (range <= 2) return 3;
  return range <= 50 ? 1 : 0;
}

const within = (share: number) => Math.min(1, Math.max(0, share));

/** Age in whole steps; "1 step", "63 steps". */
const steps = (age: number) =>
  `${thousands(Math.round(age))} ${Math.round(age) === 1 ? 'step' : 'steps'}`;

/**
 * A line for each number that the parts of a lane keep from step to step, one for the age of its
 * candidates and one for the share that the guard removed: in this order, and only those there are.
 */
export function keptLines(picture: Picture, recipe: Recipe): KeptLine[] {
  const { dials, ages, removed } = picture;
  const lines = dials.map(({ label, hint, value, low, high }): KeptLine => {
    const text = decimal(value, digitsOf(high - low));
    return {
      name: label,
      text,
      hint,
      said: `${lowered(label)} ${text}, between ${signed(String(low))} and ${signed(String(high))}`,
      share: within((value - low) / (high - low || 1)),
    };
  });
  if (ages)
    lines.push({
      name: AGE,
      text: `mean ${thousands(Math.round(ages.mean))}, oldest ${thousands(ages.oldest)}`,
      said: `candidates ${steps(ages.mean)} old on average, the oldest ${steps(ages.oldest)}`,
      share: null,
    });
  else if (partOf(recipe, 'source').remembers)
    lines.push({ name: AGE, text: 'none yet', said: 'nothing remembered yet', share: null });
  if (recipe.parts.guard !== kinds.guard.neutral) {
    const text = removed === null ? '–' : percent(removed);
    lines.push({
      name: 'Removed by the guard',
      text,
      said:
        removed === null ? 'nothing guarded yet' : `${text} of the candidates removed by the guard`,
      share: within(removed ?? 0),
    });
  }
  return lines;
}

/** Name of the line with the ages of candidates. */
export const AGE = 'Steps old';

/** All lines in one sentence. */
export const keptSentence = (lines: readonly KeptLine[]): string =>
  `Kept by its parts: ${lines.map(({ said }) => said).join('; ')}.`;
