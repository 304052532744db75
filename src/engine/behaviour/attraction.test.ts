import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Data } from '../../parts/data';
import { losses } from '../../parts/losses';
import { readLink } from '../../recipe/link';
import { numbered, type Recipe, withKnob } from '../../recipe/recipe';
import { unfit } from '../../recipe/rules';
import type { OpenBackend } from '../device/ladder';
import type { Lane } from '../lanes/lane';
import { Lanes } from '../lanes/lanes';
import { AnchorBatch } from '../picture/anchorBatch';
import { encodedBy } from '../picture/encoded';
import { pushesOf } from '../picture/pushes';
import { onWasm } from '../run/inNode.testing';
import { choose, meet, rowsOf, squaredDistances } from '../step/rows';
import type { Seen } from '../step/seen';
import { tf } from '../tf';
import { spirals } from './spirals.testing';

/** False-negative cancellation by attraction, with every loss that may have a guard. */

let data: Data;
let backend: OpenBackend;
beforeAll(async () => {
  backend = await onWasm();
  data = await spirals();
});
afterAll(() => backend.close());

const LINK =
  'data=points&encoder=mlp&width=8&layers=1&embedding=3&positives=views&pairs=6&guard=cancellation&cancelMost=3&cancelAbove=0.8&selection=all';
const guarded = readLink(LINK).recipes[0] as Recipe;
const fitting = Object.keys(losses).filter((loss) => {
  const { parts } = { ...guarded, parts: { ...guarded.parts, loss } };
  return !unfit({ ...guarded, parts }, 'guard', 'cancellation');
});

type Table = number[][];

/** What a lane with that loss does with a batch of held-out items, in plain numbers. */
function seenWith(loss: string, cancelBy: 'elimination' | 'attraction') {
  const recipe = withKnob(
    readLink(`${LINK}&loss=${loss}`).recipes[0] as Recipe,
    'cancelBy',
    cancelBy,
  );
  expect(recipe.parts).toMatchObject({ loss, guard: 'cancellation' });
  // Where positives are near enough a margin loss is content; here it never is.
  const wanting = withKnob(recipe, 'boundary', 0.2);
  const lanes = new Lanes(data);
  lanes.set(numbered([wanting]));
  const lane = lanes.all[0] as Lane;
  const { plan, kept, knobs } = lane;
  const anchorBatch = new AnchorBatch(lane, lanes, 0);
  const numbers = tf.tidy(() => {
    const batch = anchorBatch.batch();
    const encoded = encodedBy(lane, batch);
    const met = meet(plan, encoded, batch, kept, knobs);
    const { choice: _, ...chosen } = choose(plan, met, encoded, batch, kept, knobs);
    const seen = { ...chosen, ...met, raw: encoded.raw, embeddings: encoded.unit } as Seen;
    const distance = () => squaredDistances(encoded.unit, met.candidates);
    const rows = rowsOf(plan, { ...met, raw: encoded.raw }, distance, chosen, knobs);
    const attracted = chosen.attracted?.arraySync() ?? [];
    return {
      loss: plan.loss.value(tf, rows, knobs.all).dataSync()[0] as number,
      push: pushesOf(lane, seen).arraySync() as Table,
      similarity: met.similarity.arraySync() as Table,
      allowed: chosen.allowed.arraySync() as Table,
      eligible: met.eligible.arraySync() as Table,
      asks: plan.asks.arraySync() as Table,
      partners: plan.partners.arraySync() as Table,
      attracted: attracted.map((tables) =>
        tables.map((row) => row.indexOf(1)).filter((at) => at >= 0),
      ),
    };
  });
  anchorBatch.dispose();
  lanes.dispose();
  return numbers;
}

describe.each(fitting)('with %s', (loss) => {
  test('what elimination leaves alone attraction pulls, and no negative differs', () => {
    const left = seenWith(loss, 'elimination');
    const drawn = seenWith(loss, 'attraction');
    expect(drawn.allowed).toEqual(left.allowed);
    expect(left.attracted).toEqual([]);
    let pulled = 0;
    drawn.attracted.forEach((own, anchor) => {
      const removed = (left.eligible[anchor] as number[]).flatMap((one, candidate) =>
        one === 1 && left.allowed[anchor]?.[candidate] === 0 ? [candidate] : [],
      );
      expect([...own].sort()).toEqual([...removed].sort());
      if (drawn.asks[anchor]?.[0] !== 1) return;
      for (const candidate of own) {
        const before = left.push[anchor]?.[candidate] as number;
        const push = drawn.push[anchor]?.[candidate] as number;
        expect(Math.abs(before)).toBeLessThan(1e-7);
        expect(push).toBeLessThanOrEqual(0);
        if (push < -1e-7) pulled++;
      }
    });
    expect(pulled).toBeGreaterThan(0);
  });
});

test('with InfoNCE each that is attracted is one more positive of its anchor against its negatives', () => {
  const { similarity, allowed, asks, partners, attracted, loss } = seenWith(
    'infoNce',
    'attraction',
  );
  const temperature = Number(readLink(`${LINK}&loss=infoNce`).recipes[0]?.knobs.temperature);
  const costs = attracted.flatMap((own, anchor) => {
    if (asks[anchor]?.[0] !== 1) return [];
    const cosines = similarity[anchor] as number[];
    const power = (at: number) => Math.exp((cosines[at] as number) / temperature);
    const against = cosines.reduce(
      (sum, _, at) => sum + (allowed[anchor]?.[at] === 1 ? power(at) : 0),
      0,
    );
    const positives = [(partners[anchor] as number[]).indexOf(1), ...own];
    return positives.map((at) => -Math.log(power(at) / (power(at) + against)));
  });
  expect(loss).toBeCloseTo(costs.reduce((sum, one) => sum + one, 0) / costs.length, 4);
});
