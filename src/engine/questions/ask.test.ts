import { afterEach, describe, expect, test } from 'vitest';
import type { Data } from '../../parts/data';
import { readLink } from '../../recipe/link';
import { partOf, type Recipe, seedOf } from '../../recipe/recipe';
import { NodeRun, readPublic } from '../run/inNode';
import { tf } from '../tf';

let run: NodeRun;
afterEach(() => run.close());

const BAG = 'positives=given&encoder=embeddingBag&width=8&embedding=8&loss=infoNce&givenPairs=16';
const opened = async (link: string) => {
  run = new NodeRun();
  const { recipes } = readLink(link);
  await run.open(recipes);
  return recipes[0] as Recipe;
};

const rowsOf = async (lane: number): Promise<Float32Array[]> => {
  run.tell({ type: 'embeddings', lane, request: 92 });
  await run.step(0);
  const report = run.reports.findLast(({ type }) => type === 'embeddings');
  if (report?.type !== 'embeddings') throw new Error('no embeddings');
  const { values, dimensions } = report.embeddings;
  return Array.from({ length: values.length / dimensions }, (_, item) =>
    values.subarray(item * dimensions, (item + 1) * dimensions),
  );
};

const dot = (a: Float32Array = new Float32Array(), b: Float32Array = new Float32Array()): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

const dataOf = (recipe: Recipe): Promise<Data> =>
  partOf(recipe, 'data').load({
    seed: seedOf(recipe),
    knobs: recipe.knobs,
    readFile: readPublic,
  });

describe('what the visitor asks', () => {
  test('held-out texts typed in have the cosines of those items, in every lane', async () => {
    const recipe = await opened(`data=sentences&${BAG}&lanes=embedding:8,4`);
    await run.step(3);
    const { heldOut } = await dataOf(recipe);
    const items = [5, 17, 200];
    const lanes = await run.ask(
      items.map((item) => heldOut.texts?.[item] ?? ''),
      0,
    );
    expect(lanes.map(({ id, step }) => [id, step])).toEqual([
      [0, 3],
      [1, 3],
    ]);
    for (const { id, cosines, texts } of lanes) {
      const rows = await rowsOf(id);
      items.forEach((one, i) => {
        items.forEach((other, j) => {
          expect(cosines[3 * i + j]).toBeCloseTo(dot(rows[one], rows[other]), 5);
        });
      });
      expect(texts.map(({ nearest }) => nearest)).toEqual([[], [], []]);
    }
  });

  test('a query finds passages and never queries, in the order of their cosines; its own is named with its rank', async () => {
    const recipe = await opened(`data=documents&${BAG}`);
    await run.step(5);
    const { heldOut } = await dataOf(recipe);
    const query = 2 * 41;
    const [lane] = await run.ask([heldOut.texts?.[query] ?? ''], 7);
    const rows = await rowsOf(0);
    const passages = Array.from({ length: heldOut.count / 2 }, (_, i) => 2 * i + 1);
    const expected = passages
      .map((item) => ({ item, cosine: dot(rows[query], rows[item]) }))
      .sort((a, b) => b.cosine - a.cosine);
    const answer = lane?.texts[0];
    expect(answer?.among).toBe(passages.length);
    expect(answer?.nearest.map(({ item }) => item)).toEqual(
      expected.slice(0, 7).map(({ item }) => item),
    );
    expect(answer?.nearest.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const place = expected.findIndex(({ item }) => item === query + 1);
    expect(answer?.right).toHaveLength(1);
    expect(answer?.right[0]).toMatchObject({ item: query + 1, rank: place + 1 });
    expect(answer?.right[0]?.cosine).toBeCloseTo(expected[place]?.cosine as number, 5);
  });

  test('words it does not know and words it does not read are named, and no passage is right', async () => {
    await opened(`data=documents&${BAG}`);
    const [lane] = await run.ask([`A zorblax bird ${'bird '.repeat(30)}zorblax`], 3);
    const answer = lane?.texts[0];
    expect(answer?.unknown).toEqual(['zorblax']);
    expect(answer?.unread).toEqual([...Array<string>(8).fill('bird'), 'zorblax']);
    expect(answer?.right).toEqual([]);
    expect(answer?.nearest).toHaveLength(3);
    expect(answer?.nearest.every(({ cosine }) => Number.isFinite(cosine))).toBe(true);
  });

  test('asking changes nothing: the run goes on as if nobody had asked, and nothing is left behind', async () => {
    const link = `data=documents&${BAG}&source=momentumQueue&selection=random`;
    await opened(link);
    await run.step(6);
    const losses = run.losses(0);
    const { measures } = run.picture(0);
    run.close();
    await opened(link);
    await run.step(2);
    await run.ask(['a large bird', ''], 5);
    const tensors = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) await run.ask(['a large bird', ''], 5);
    expect(tf.memory().numTensors).toBe(tensors);
    await run.step(4);
    expect(run.losses(0)).toEqual(losses);
    expect(run.picture(0).measures).toEqual(measures);
  });

  test('encoders of what is no text give no answer, and nothing asked is nothing answered', async () => {
    await opened('data=points&encoder=mlp&width=16');
    expect(await run.ask(['a bird'], 3)).toEqual([]);
    run.close();
    await opened(`data=sentences&${BAG}`);
    const [lane] = await run.ask([], 3);
    expect(lane?.texts).toEqual([]);
  });
});
