import type { Data } from '../../data';
import { randomStream, shuffled } from '../../random';
import type { Embedded } from '../shared/lens';

/** Questions of four items, of which one says something else. */
export interface OddOneOut {
  /** The items of each question, [count * 4]. */
  readonly questions: Int16Array;
  /** The place of the one that was held to be odd, 0..3; 4: two or more equally so, [count]. */
  readonly picked: Uint8Array;
  /** In how many the odd one was found; a quarter by chance. */
  readonly right: number;
  readonly count: number;
}

/** Items of a question: three say one thing, one says another. */
const FOUR = 4;
/** Sums of cosines that differ by less are equal: they are added in other orders. */
const EQUAL = 1e-5;

const known = new WeakMap<Data, Int16Array>();

/**
 * Odd-one-out questions, four held-out items each, [questions * 4]: of every scene with a near miss
 * of each kind, in turn two pictures and their caption with the caption that misses them, or a
 * picture and its two captions with the picture of that caption. So two are always pictures and two
 * captions, and the kind alone never tells. Made once for the data.
 */
export function questionsOf(data: Data): Int16Array {
  const asked = known.get(data) ?? drawQuestions(data);
  known.set(data, asked);
  return asked;
}

function drawQuestions({ heldOut }: Data): Int16Array {
  const { pairs = new Int32Array(), nearMisses, labels } = heldOut;
  const { perItem = 0, items: missed = new Int32Array() } = nearMisses ?? {};
  const partner = new Map<number, number>();
  const pictures = new Map<number, number[]>();
  for (let at = 0; at < pairs.length; at += 2) {
    const [picture, caption] = [pairs[at] as number, pairs[at + 1] as number];
    partner.set(picture, caption).set(caption, picture);
    const label = labels[picture] as number;
    pictures.set(label, [...(pictures.get(label) ?? []), picture]);
  }
  const random = randomStream(0, heldOut.count);
  const questions = [...pictures.values()].flatMap(([first = -1, second = -1], scene) =>
    Array.from({ length: perItem }, (_, kind) => {
      const odd = missed[first * perItem + kind] ?? -1;
      if (odd < 0 || second < 0) return [];
      const caption = partner.get(first) as number;
      const four =
        (scene + kind) % 2 === 0
          ? [first, second, caption, odd]
          : [first, caption, partner.get(second) as number, partner.get(odd) as number];
      return shuffled(four, random);
    }).filter((four) => four.length === FOUR),
  );
  return Int16Array.from(shuffled(questions, random).flat());
}

/**
 * Which of each four is the least similar to the other three, by the sum of cosines: its place, or 4
 * where two or more are equally so. A question with equals counts as the share that is right.
 */
export function scored(
  questions: Int16Array,
  labels: Int32Array,
  { embeddings, d }: Embedded,
): OddOneOut {
  const count = questions.length / FOUR;
  const picked = new Uint8Array(count);
  let right = 0;
  for (let question = 0; question < count; question++) {
    const four = questions.subarray(question * FOUR, (question + 1) * FOUR);
    const sums = Array.from(four, (one) => {
      let sum = 0;
      for (const other of four)
        if (other !== one)
          for (let i = 0; i < d; i++)
            sum += (embeddings[one * d + i] as number) * (embeddings[other * d + i] as number);
      return sum;
    });
    const lowest = Math.min(...sums);
    const least = [...sums.keys()].filter((place) => (sums[place] as number) - lowest < EQUAL);
    picked[question] = least.length === 1 ? (least[0] as number) : FOUR;
    const odd = oddPlace(four, labels);
    if (least.includes(odd)) right += 1 / least.length;
  }
  return { questions, picked, right, count };
}

/** The place of the one whose class none of the others has. */
export const oddPlace = (four: ArrayLike<number>, labels: ArrayLike<number>): number => {
  const own = Array.from(four, (item) => labels[item] as number);
  return own.findIndex((label) => own.filter((other) => other === label).length === 1);
};
