import type { LearnedCaptions } from '../../../parts/datasets/captions/learned';
import { oddPlace } from '../../../parts/datasets/captions/questions';

/** Names of the four positions. */
export const PLACES = ['A', 'B', 'C', 'D'] as const;

/** The four items of a question. */
export const fourOf = ({ questions }: LearnedCaptions['odd'], question: number): number[] => [
  ...questions.subarray(4 * question, 4 * question + 4),
];

/** What an encoder answers to a question: the place it picks and whether that is right. */
export interface OddAnswer {
  /** Null if two or more are equally far from the rest. */
  readonly picked: string | null;
  readonly odd: string;
  readonly isRight: boolean;
}

export function answerTo(
  { odd }: Pick<LearnedCaptions, 'odd'>,
  question: number,
  labels: ArrayLike<number>,
): OddAnswer {
  const place = oddPlace(fourOf(odd, question), labels);
  const picked = odd.picked[question] ?? PLACES.length;
  return {
    picked: PLACES[picked] ?? null,
    odd: PLACES[place] ?? '',
    isRight: picked === place,
  };
}
