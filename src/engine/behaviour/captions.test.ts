import { afterEach, expect, test } from 'vitest';
import type { LearnedCaptions } from '../../parts/datasets/captions/learned';
import { readLink } from '../../recipe/link';
import type { Recipe } from '../../recipe/recipe';
import { NodeRun } from '../run/inNode';

/** `npm run claims`: all steps and three seeds. Else the first steps of one seed. */
const isFull = process.env.VITE_CLAIMS === '1';
const SEEDS = isFull ? [7, 8, 9] : [7];
const STEPS = isFull ? [100, 200, 400] : [60];

const BASE =
  'data=captions&encoder=twoTowers&positives=given&selection=all&embedding=32&learningRate=0.002&loss=symmetricInfoNce&temperature=0.1';
const ARMS = ['reads=bag', 'reads=cnn', 'reads=cnn&source=nearMisses'] as const;

let run: NodeRun | undefined;
afterEach(() => run?.close());

/** What a lane has learnt now: the mean of both recalls, and swaps, another colour, another shape. */
function figuresOf(lane: number) {
  const learned = run?.picture(lane).learned as LearnedCaptions;
  const mean = (shares: readonly { readonly value: number }[]) =>
    shares.reduce((sum, { value }) => sum + value, 0) / shares.length;
  const [swapped = 0, colour = 0, shape = 0] = learned.edits.map(({ value }) => value);
  const odd = learned.odd.right / learned.odd.count;
  return { recall: mean(learned.recalls), swapped, colour, shape, odd };
}

test(
  'a bag of words is a coin where colours are swapped, whatever it learns besides; a CNN is not',
  async () => {
    const last: ReturnType<typeof figuresOf>[][] = ARMS.map(() => []);
    for (const seed of SEEDS) {
      run = new NodeRun(() => Promise.reject(new Error('captions need no file')));
      const lanes = ARMS.map((arm) => readLink(`${BASE}&${arm}&seed=${seed}`));
      for (const { problems } of lanes) expect(problems).toEqual([]);
      await run.open(lanes.map(({ recipes }) => recipes[0] as Recipe));
      let done = 0;
      for (const steps of STEPS) {
        expect(await run.step(steps - done)).toBe('done');
        done = steps;
        for (const [lane, arm] of ARMS.entries())
          if (isFull) console.log(seed, arm, steps, figuresOf(lane));
      }
      for (const lane of ARMS.keys()) last[lane]?.push(figuresOf(lane));
      run.close();
    }
    const [bag = [], cnn = [], nearMisses = []] = last;
    for (const { swapped, colour, recall } of bag) {
      expect(swapped).toBe(0.5);
      expect(colour).toBeGreaterThan(0.95);
      expect(recall).toBeGreaterThan(0.3);
      expect(recall).toBeLessThan(0.55);
    }
    for (const { swapped, colour, recall } of [...cnn, ...nearMisses]) {
      expect(swapped).toBeGreaterThan(isFull ? 0.72 : 0.53);
      expect(colour).toBeGreaterThan(isFull ? 0.97 : 0.65);
      expect(recall).toBeGreaterThan(isFull ? 0.55 : 0.1);
    }
  },
  isFull ? 3_600_000 : 280_000,
);
