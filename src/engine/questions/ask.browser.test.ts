import { afterEach, expect, test } from 'vitest';
import { readLink } from '../../recipe/link';
import type { AwaitedRun } from '../run/awaited';
import { pageRun } from '../session/inPage.testing';

let run: AwaitedRun;
afterEach(() => run.close());

const LINK =
  'data=sentences&positives=given&encoder=embeddingBag&width=8&embedding=8&loss=infoNce&selection=random&givenPairs=8';

/** The losses of six replayed steps, with questions in between or without, and what was answered. */
async function trained(isAsked: boolean) {
  run = pageRun();
  await run.open(readLink(LINK).recipes, 'webgpu');
  const cosines: number[] = [];
  for (let round = 0; round < 3; round++) {
    expect(await run.step(2)).toBe('done');
    if (!isAsked) continue;
    const texts = ['the dog chased the cat', 'the kitten was pursued by the hound'];
    const [lane] = await run.ask(texts, 3);
    cosines.push(lane?.cosines[1] ?? Number.NaN);
  }
  run.close();
  return { losses: run.losses(0), isReplayed: run.frame.steps.isReplayed, cosines };
}

test('questions between replayed steps change no bit of them, and are answered as training goes on', async () => {
  const alone = await trained(false);
  const asked = await trained(true);
  expect(alone.isReplayed).toBe(true);
  expect(asked.isReplayed).toBe(true);
  expect(asked.losses).toHaveLength(6);
  expect(asked.losses).toEqual(alone.losses);
  expect(new Set(asked.cosines).size).toBe(3);
  expect(asked.cosines.every((cosine) => Math.abs(cosine) <= 1 + 1e-5)).toBe(true);
});
