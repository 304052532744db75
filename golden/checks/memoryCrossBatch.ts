import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { tf } from '../../src/engine/tf';
import { losses } from '../../src/parts/losses';
import { asCandidates, asRows, type Rows } from '../../src/parts/losses/loss';
import { sources } from '../../src/parts/sources';
import type { Source } from '../../src/parts/sources/source';
import type { Answer } from './compare';
import { type GoldenCase, parameter } from './format';
import { asRing, drawnOf, type Expected, firstState, ofStep, rowsFrom, stepsOf } from './memory';
import { knobTensors, layoutOf, rowsOf } from './rows';

/** The loss a case names, with knobs from what it says in brackets. */
function lossOf(one: GoldenCase): (rows: Rows) => Scalar {
  const [, name, inner = ''] = /^(\w+)\((.*)\)$/.exec(String(one.params.loss)) ?? [];
  const given = Object.fromEntries(
    inner.split(',').map((part) => [part.split('=')[0], Number(part.split('=')[1])]),
  ) as Readonly<Record<string, number>>;
  const number = (key: string): number => given[key] ?? Number.NaN;
  if (name === 'ContrastiveLoss') {
    const knobs = knobTensors(losses.contrastive, {
      positiveMargin: number('pos_margin'),
      negativeMargin: number('neg_margin'),
      form: 'linear',
      measure: 'euclidean',
    });
    return (rows) => losses.contrastive.value(tf, rows, knobs);
  }
  if (name === 'TripletMarginLoss') {
    const knobs = knobTensors(losses.triplet, {
      margin: number('margin'),
      distance: 'euclidean',
      reduction: 'all',
    });
    return (rows) =>
      losses.triplet.value(
        tf,
        { ...rows, weights: tf.mul(rows.weights, asRows(tf, rows.valid)) },
        knobs,
      );
  }
  if (name !== 'NTXentLoss') throw new Error(`params.loss is ${one.params.loss}`);
  const knobs = knobTensors(losses.ntXent, { temperature: number('temperature') });
  return (rows) => losses.ntXent.value(tf, rows, knobs);
}

/**
 * A batch against the memory of all batches. The reference lets the batch enter first and takes
 * out each row's own copy, so here too `next` comes before `others`; positives are rows of the
 * memory, which on the page are those of the batch.
 */
export async function crossBatch(one: GoldenCase): Promise<Answer[]> {
  const source = sources.crossBatchMemory as Source;
  const size = parameter(one, 'memory_size');
  const knobs = knobTensors(sources.crossBatchMemory, { memorySize: size, warmUp: 0 });
  const batches = one.inputs.batches as readonly { embeddings: unknown; labels: number[] }[];
  const loss = lossOf(one);
  let state = firstState(source, parameter(one, 'embedding_size'), knobs);
  let count = 0;
  const answers: Answer[] = [];
  for (const [step, { embeddings, labels }] of batches.entries()) {
    const raw = rowsFrom(embeddings, `inputs.batches[${step}]`);
    const n = labels.length;
    state = source.next?.(tf, drawnOf(raw, labels, state, step), knobs) ?? state;
    const others = source.others?.(tf, drawnOf(raw, labels, state, step), knobs);
    if (!others) throw new Error('the memory gives no candidates');
    count += n;
    const [exists, classes] = [await others.exists.data(), await others.classes.data()];
    const isOwn = (anchor: number, slot: number) => slot === size - n + anchor;
    const isAlike = (anchor: number, slot: number) => classes[slot] === labels[anchor];
    const mates = labels.map((_, anchor) =>
      Array.from(classes.keys()).filter(
        (slot) => exists[slot] === 1 && isAlike(anchor, slot) && !isOwn(anchor, slot),
      ),
    );
    const layout = layoutOf(
      mates,
      size,
      (anchor, slot) => exists[slot] === 1 && !isAlike(anchor, slot),
    );
    const { value, grad } = await gradientOf(raw, (batch) =>
      loss(rowsOf(layout, batch, others.rows, asCandidates(tf, layout.eligible))),
    );
    if (exists.every((one) => one === 1) !== (stepsOf(one)[step] as Expected).full)
      throw new Error(`step ${step + 1}: the memory is full too soon or too late`);
    const slots = labels.map((_, row) => (count - n + row) % size);
    answers.push(
      ...ofStep(one, step, [
        { key: 'loss', got: value, rule: 'value' },
        { key: 'grad', got: grad, rule: 'grad' },
        { key: 'memory', got: asRing(await others.rows.data(), size, count), rule: 'value' },
        { key: 'labels', got: asRing(classes, size, count), rule: 'exact' },
        { key: 'ptr', got: [count % size], rule: 'exact' },
        { key: 'batch_slots', got: slots, rule: 'exact' },
      ]),
    );
  }
  return answers;
}

/** A loss of raw rows, and its gradient. */
async function gradientOf(raw: Tensor2D, loss: (raw: Tensor2D) => Scalar) {
  const { value, grad } = tf.valueAndGrad(loss as (raw: Tensor) => Scalar)(raw);
  return { value: await value.data(), grad: await grad.data() };
}
