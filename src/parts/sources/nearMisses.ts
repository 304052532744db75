import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Items } from '../data';
import { fromLists, listKnobs, minedOthers } from './shared/lists';
import { defineSource } from './source';

/**
 * Besides the batch, near misses that came with the data: for each anchor some of its own, drawn at
 * random and encoded along with the batch, with gradient. An anchor without any gets its own item in
 * their place, which does not exist as a candidate; one with fewer than are wanted gets them again.
 */
export const nearMisses = defineSource({
  ...fromLists,
  label: 'Near misses',
  phrase: 'in batch and near misses given with the data',
  summary: 'Hard negatives written on purpose: nearly the same, but for one thing that counts.',
  paper:
    'Yuksekgonul et al. 2023 (NegCLIP, composition-aware hard negatives), https://arxiv.org/abs/2210.01936',
  formula: String.raw`\candidate{\mathcal{L}_i} = \{ x_i \text{ but for one edit} \}, \qquad \negative{n_{i1}, \dots, n_{ih}} \sim \candidate{\mathcal{L}_i}`,
  advice:
    'Helps to hear what neither the batch nor a search through the data brings up, such as who did it to whom; hurts nothing but time where an encoder cannot see the edit at all.',
  knobs: { minedPerAnchor: listKnobs.minedPerAnchor, minedFor: listKnobs.minedFor },
  readsNearMisses: true,
  unfitFor: ({ gives }) =>
    gives?.nearMisses ? null : 'These data come without near misses; nobody wrote any for them.',
  growth: 'N × (N + N × drawn): as the square of the batch, whatever the data.',
  state: ({ items, heldOut = 0, nearMisses: perItem = 0 }) => [
    { name: 'nearMisses', shape: [items + heldOut, Math.max(1, perItem)], first: 0 },
  ],
  lists(train, _knobs, heldOut) {
    const perItem = Math.max(1, train.nearMisses?.perItem ?? 0);
    const sides = heldOut ? [train, heldOut] : [train];
    return Float32Array.from(
      sides.flatMap((side, place) => givenLists(side, perItem, place * train.count)),
    );
  },
  others(tf, drawn, { minedPerAnchor, minedFor }) {
    const given = minedOthers(tf, drawn, minedPerAnchor, minedFor === 'own');
    const { items } = drawn;
    const askers = tf.mul(tf.reshape(items, [items.size, 1]), tf.ones([1, minedPerAnchor]));
    const isBrought = tf.notEqual(tf.cast(tf.reshape(askers, [-1]), 'float32'), given.items);
    const row = tf.reshape(tf.cast(isBrought, 'float32'), [1, given.items.size]);
    return { ...given, exists: tf.mul(given.exists, row) as Tensor2D };
  },
});

/**
 * The near misses given for each item of one side of the split, `perItem` for each, where numbers
 * of its items begin at `first`; again from the start where there are fewer, the item itself where
 * there is none.
 */
function givenLists({ count, nearMisses }: Items, perItem: number, first: number): number[] {
  return Array.from({ length: count * perItem }, (_, at) => {
    const item = Math.floor(at / perItem);
    const width = nearMisses?.perItem ?? 0;
    const own = nearMisses?.items
      .subarray(item * width, (item + 1) * width)
      .filter((one) => one >= 0);
    return first + (own?.[(at % perItem) % Math.max(1, own.length)] ?? item);
  });
}
