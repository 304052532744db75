import { beforeAll, describe, expect, test } from 'vitest';
import { normalised } from '../../../parts/encoders/encoder';
import { convolutionBlock, denseBlock } from '../../../parts/encoders/shared/blocks';
import { memoryOf, wasmInternals } from '../../tensors/wasmInternals';
import { tf } from '../../tf';
import { registerWasmKernels } from './index';
import { MACHINES, switchTo } from './onWasm.testing';

/** A small image encoder trained with NT-Xent and Adam: what a first visitor's recipe does. */
function makeTrainer(images: number) {
  const weights = (shape: number[], deviation: number) =>
    tf.variable(tf.randomNormal(shape, 0, deviation, 'float32', 7));
  const filters = [
    weights([3, 3, 1, 16], 0.3),
    weights([3, 3, 16, 32], 0.1),
    weights([3, 3, 32, 64], 0.06),
  ];
  const biases = [weights([16], 0), weights([32], 0), weights([64], 0)];
  const dense = weights([1024, 32], 0.03);
  const denseBias = weights([32], 0);
  const variables = [...filters, ...biases, dense, denseBias];
  const optimizer = tf.train.adam(1e-3);
  const x = tf.randomNormal<tf.Rank.R4>([images, 28, 28, 1], 0, 1, 'float32', 3);
  const half = images / 2;
  const partner = tf.concat([tf.range(half, images, 1, 'int32'), tf.range(0, half, 1, 'int32')]);
  const partners = tf.oneHot(partner, images);
  const itself = tf.mul(tf.eye(images), -1e9);

  const loss = (): tf.Scalar => {
    let hidden: tf.Tensor4D = x;
    filters.forEach((filter, layer) => {
      const [kernel, bias] = [filter, biases[layer]] as tf.Tensor[] as [tf.Tensor4D, tf.Tensor];
      hidden = convolutionBlock(tf, hidden, kernel, bias, 2, 'relu');
    });
    const features = tf.reshape(hidden, [images, 1024]) as tf.Tensor2D;
    const kernel = dense as tf.Tensor as tf.Tensor2D;
    const embedding = normalised(tf, denseBlock(tf, features, kernel, denseBias, null));
    const similarity = tf.div(tf.matMul(embedding, embedding, false, true), 0.2);
    const positive = tf.sum(tf.mul(similarity, partners), 1);
    return tf.mean(tf.sub(tf.logSumExp(tf.add(similarity, itself), 1), positive));
  };
  return {
    step: () => optimizer.minimize(loss, true, variables) as tf.Scalar,
    dispose: () => {
      tf.dispose([...variables, x, partner, partners, itself]);
      optimizer.dispose();
    },
  };
}

async function lossesOf(name: 'wasm' | 'cpu', images: number, steps: number): Promise<number[]> {
  await switchTo(name);
  const trainer = makeTrainer(images);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const loss = trainer.step();
    losses.push(Number(await loss.array()));
    loss.dispose();
  }
  trainer.dispose();
  return losses;
}

describe.each(MACHINES)('%s', (_, open) => {
  beforeAll(open);

  test('an encoder trained on wasm has the losses it has on the cpu', async () => {
    const expected = await lossesOf('cpu', 8, 4);
    const actual = await lossesOf('wasm', 8, 4);
    expect(expected.at(-1)).toBeLessThan(expected[0] as number);
    actual.forEach((loss, step) => {
      expect(loss).toBeCloseTo(expected[step] as number, 4);
    });
  });

  test('200 training steps on wasm leave no tensor and no memory behind', async () => {
    await switchTo('wasm');
    const backend = wasmInternals();
    const heapSize = () => (memoryOf(backend) as WebAssembly.Memory).buffer.byteLength;
    const trainer = makeTrainer(4);
    for (let step = 0; step < 5; step++) trainer.step().dispose();
    const before = { ...tf.memory(), data: backend.numDataIds(), heap: heapSize() };
    for (let step = 0; step < 200; step++) trainer.step().dispose();
    const after = { ...tf.memory(), data: backend.numDataIds(), heap: heapSize() };
    trainer.dispose();
    expect(after).toEqual(before);
  });
});

test('registering the kernels twice changes nothing', () => {
  const before = tf.getKernel('BatchMatMul', 'wasm');
  registerWasmKernels();
  expect(tf.getKernel('BatchMatMul', 'wasm')).toBe(before);
});
