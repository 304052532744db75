import { afterEach, describe, expect, test } from 'vitest';
import type { Data } from '../../parts/data';
import { datasets } from '../../parts/datasets';
import type { Picture } from '../../protocol/picture';
import { readLink } from '../../recipe/link';
import { type Recipe, seedOf } from '../../recipe/recipe';
import { NodeRun, readPublic } from '../run/inNode';
import { tf } from '../tf';

let open: NodeRun | null = null;
afterEach(() => {
  open?.close();
  open = null;
});

async function trained(link: string, steps: number): Promise<NodeRun> {
  open = new NodeRun();
  expect(await open.open(readLink(link).recipes), JSON.stringify(open.reports.at(-1))).toBe('done');
  expect(await open.step(steps)).toBe('done');
  return open;
}

/** The picture with another held-out item as anchor. */
async function pictureOf(run: NodeRun, item: number): Promise<Picture> {
  run.tell({ type: 'anchor', item });
  await run.step(0);
  return run.picture(0);
}

const POINTS = 'data=points&encoder=mlp&width=16&classes=5&samples=3';

describe('negatives that no item gave lie on the map', () => {
  test.each([
    ['learned', 'learnedNegatives=96', 96],
    ['perturbed', 'positives=views&pairs=8&loss=ntXent&turnMargin=0', 16],
    ['perturbedInput', 'positives=views&pairs=8&loss=ntXent', 16],
    ['mixed', 'warmUp=2&queueSize=64&mixedFrom=8', 15 * 12],
  ])('of source %s', async (source, knobs, most) => {
    const name = source.replace('Input', '');
    for (const embedding of [2, 3, 16]) {
      const run = await trained(`${POINTS}&embedding=${embedding}&source=${source}&${knobs}`, 5);
      const { map, anchor } = run.picture(0);
      const synthetic = map.synthetic as NonNullable<typeof map.synthetic>;
      expect(synthetic.name).toBe(name);
      expect(synthetic.count).toBeGreaterThan(0);
      expect(synthetic.count).toBeLessThanOrEqual(most);
      const shown = synthetic.positions.length / map.axes;
      expect(shown).toBe(Math.min(64, synthetic.count));
      const lengths = Array.from({ length: shown }, (_, at) =>
        Math.hypot(...synthetic.positions.subarray(at * map.axes, (at + 1) * map.axes)),
      );
      for (const length of lengths)
        if (embedding <= 3) expect(length / 32767).toBeCloseTo(1, 3);
        else expect(length).toBeGreaterThan(0);
      const isMade = Array.from(anchor.candidates, (candidate) => candidate === -1);
      const chosen = isMade.filter((made, place) => made && anchor.chosen[place]).length;
      expect(synthetic.chosen).toBe(Math.min(64, chosen));
      run.close();
    }
  });

  test('and lie nearer the anchor the more similar to it they are, on the circle', async () => {
    const run = await trained(
      `${POINTS}&embedding=2&source=learned&learnedNegatives=32&selection=hardest&k=3`,
      3,
    );
    const { map, anchor } = run.picture(0);
    const at = (positions: Int16Array, place: number) =>
      [positions[2 * place], positions[2 * place + 1]].map((one) => (one as number) / 32767);
    const [x, y] = at(map.positions, anchor.item) as [number, number];
    const { positions, chosen } = map.synthetic as NonNullable<typeof map.synthetic>;
    const cosines = Array.from({ length: positions.length / 2 }, (_, place) => {
      const [mx, my] = at(positions, place) as [number, number];
      return x * mx + y * my;
    });
    const listed = Array.from(anchor.candidates).flatMap((candidate, place) =>
      candidate === -1 ? [anchor.similarity[place] as number] : [],
    );
    expect(cosines.toSorted((a, b) => b - a).map((one) => one.toFixed(2))).toEqual(
      listed.map((one) => one.toFixed(2)),
    );
    const rest = cosines.slice(chosen);
    if (chosen > 0)
      expect(Math.min(...cosines.slice(0, chosen))).toBeGreaterThan(Math.max(...rest) - 0.01);
  });

  test('none where the source gives items alone, and none yet before a warm-up is over', async () => {
    const plain = await trained(`${POINTS}&source=momentumQueue&queueSize=32`, 3);
    expect(plain.picture(0).map.synthetic).toBeNull();
    plain.close();
    const run = await trained(`${POINTS}&source=mixed&queueSize=32&mixedFrom=8&warmUp=4`, 3);
    expect(run.picture(0).map.synthetic).toMatchObject({ count: 0, chosen: 0 });
    expect(run.picture(0).anchor.candidates).not.toContain(-1);
    await run.step(2);
    expect(run.picture(0).map.synthetic?.count).toBeGreaterThan(0);
    expect(run.picture(0).anchor.candidates).toContain(-1);
  });
});

describe('the view of an anchor shows what the source would bring it', () => {
  /** Cosines of a held-out item to all training items, as the lane sees them now. */
  async function ranked(run: NodeRun, item: number): Promise<number[]> {
    const { lanes } = run;
    const [lane] = lanes.all;
    const cosines = tf.tidy(() =>
      tf.matMul(
        lane?.embedded(lanes.train.all) as tf.Tensor2D,
        tf.slice(lane?.embedded(lanes.heldOut.all) as tf.Tensor2D, [item, 0], [1, -1]),
        false,
        true,
      ),
    );
    const values = Array.from(await cosines.data());
    cosines.dispose();
    return values;
  }

  const brought = ({ anchor }: Picture) =>
    Array.from(anchor.candidates).flatMap((candidate) => (candidate < -1 ? [-2 - candidate] : []));

  test('the whole set: training items of other classes, nearest to it when last searched', async () => {
    const run = await trained(
      `${POINTS}&source=wholeSet&listLength=4&minedPerAnchor=4&refreshEvery=10`,
      10,
    );
    // A search is due before the next step: the lists are of step 0, the items are seen as at step 10.
    const { lanes } = run;
    lanes.all[0]?.search.finish(lanes);
    for (const item of [0, 7]) {
      const picture = await pictureOf(run, item);
      const found = brought(picture);
      expect(found).toHaveLength(4);
      const { train, heldOut } = lanes.data;
      const cosines = await ranked(run, item);
      const others = cosines
        .map((cosine, at) => ({ cosine, at }))
        .filter(({ at }) => train.labels[at] !== heldOut.labels[item])
        .sort((a, b) => b.cosine - a.cosine)
        .slice(0, 4);
      expect([...found].sort()).toEqual(others.map(({ at }) => at).sort());
      found.forEach((at) => {
        const place = picture.anchor.candidates.indexOf(-2 - at);
        expect(picture.anchor.similarity[place]).toBeCloseTo(cosines[at] as number, 4);
      });
    }
  });

  test('the whole set before its first search, and a teacher at once', async () => {
    const run = await trained(`${POINTS}&source=wholeSet`, 0);
    expect(brought(run.picture(0))).toEqual([]);
    run.close();
    const taught = await trained(`${POINTS}&source=teacher&teacherSteps=10&minedPerAnchor=3`, 0);
    expect(brought(taught.picture(0))).toHaveLength(3);
  });

  let sentences: Data;
  const SENTENCES = 'data=sentences&encoder=embeddingBag&positives=given&pairs=8';

  test('near misses: those given with the held-out item, by their own numbers', async () => {
    const run = await trained(`${SENTENCES}&source=nearMisses&minedPerAnchor=2`, 1);
    const recipe = readLink(SENTENCES).recipes[0] as Recipe;
    sentences = await datasets.sentences.load({
      seed: seedOf(recipe),
      knobs: recipe.knobs,
      readFile: readPublic,
    });
    const { perItem, items } = sentences.heldOut.nearMisses as NonNullable<
      Data['heldOut']['nearMisses']
    >;
    const asking = (sentences.heldOut.pairs as Int32Array)[0] as number;
    const { anchor } = await pictureOf(run, asking);
    const given = [...items.subarray(asking * perItem, (asking + 1) * perItem)];
    expect(given.every((one) => one >= 0)).toBe(true);
    const shown = given.filter((one) => anchor.candidates.includes(one));
    expect(shown.length).toBe(Math.min(2, perItem));
  });

  test('word overlap: training passages that mean something else', async () => {
    const run = await trained(`${SENTENCES}&source=bm25&minedPerAnchor=4`, 1);
    const asking = (sentences.heldOut.pairs as Int32Array)[0] as number;
    const found = brought(await pictureOf(run, asking));
    expect(new Set(found).size).toBe(4);
    const own = new Set((sentences.heldOut.texts?.[asking] ?? '').split(' '));
    for (const one of found) {
      const words = (sentences.train.texts?.[one] ?? '').split(' ');
      expect(words.some((word) => own.has(word))).toBe(true);
    }
  });
});
