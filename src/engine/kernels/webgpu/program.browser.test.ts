import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { convolutionBlock } from '../../../parts/encoders/shared/blocks';
import { webgpuInternals } from '../../tensors/webgpuInternals';
import { tf } from '../../tf';
import { registerWebgpuKernels } from './index';
import { dispatchesOf, freshNumbers, gpuErrors, openGpu } from './onGpu.testing';
import { run } from './program';

beforeAll(openGpu);

const numbers = async (info: TensorInfo | undefined) => [
  ...(await tf
    .engine()
    .makeTensorFromTensorInfo(info as TensorInfo)
    .data()),
];

test('a shader reads several buffers and a whole number, and writes several tensors', async () => {
  const [sums, products] = run(webgpuInternals(), {
    name: 'Test',
    inputs: { a: [tf.tensor1d([1, 2, 3]), 'f32'], b: [tf.tensor1d([4, 5, 6]), 'f32'] },
    outputs: { sums: [[3], 'f32'], products: [[3, 1], 'f32'] },
    numbers: { shift: 10 },
    size: { threads: 3 },
    body: `sums[thread] = a[thread] + b[thread] + f32(uniforms.shift);
           products[thread] = a[thread] * b[thread];`,
  });
  expect(products?.shape).toEqual([3, 1]);
  expect(await numbers(sums)).toEqual([15, 17, 19]);
  expect(await numbers(products)).toEqual([4, 10, 18]);
});

test('more workgroups than one dimension holds are spread over two', async () => {
  const [indices] = run(webgpuInternals(), {
    name: 'Test',
    inputs: {},
    outputs: { indices: [[65_600], 'f32'] },
    size: { workgroups: 65_600 },
    workgroupSize: 1,
    body: 'indices[workgroup] = f32(workgroup);',
  });
  expect(await numbers(indices)).toEqual(Array.from({ length: 65_600 }, (_, i) => i));
  expect(gpuErrors).toEqual([]);
});

test('compiling ahead records no dispatch, and the kernel runs once its pipeline is there', async () => {
  const images = freshNumbers([2, 9, 11, 4])() as tf.Tensor4D;
  const kernel = freshNumbers([3, 3, 4, 8])() as tf.Tensor4D;
  const block = () => convolutionBlock(tf, images, kernel, tf.ones([8]), 2, 'relu');
  tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', true);
  expect(dispatchesOf(block)).toBe(0);
  tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', false);
  const { pipelineCache } = webgpuInternals();
  expect(Object.values(pipelineCache).some((one) => one instanceof Promise)).toBe(true);
  await webgpuInternals().checkCompileCompletionAsync();
  const expected = tf.relu(tf.add(tf.conv2d(images, kernel, 2, 'same'), 1));
  const difference = tf.max(tf.abs(tf.sub(block(), expected)));
  expect((await difference.data())[0]).toBeLessThan(1e-4);
});

test('blocks and their gradients leave no tensor behind and make no buffer after the first time', async () => {
  const images = freshNumbers([3, 8, 8, 4])() as tf.Tensor4D;
  const kernel = freshNumbers([3, 3, 4, 8])() as tf.Tensor4D;
  const bias = freshNumbers([8])();
  const gradients = tf.grads((...given) =>
    tf.sum(convolutionBlock(tf, images, given[0] as tf.Tensor4D, given[1] as Tensor, 2, 'relu')),
  );
  const step = async () => {
    const made = gradients([kernel, bias]);
    await (made[0] as Tensor).data();
    tf.dispose(made);
  };
  for (let i = 0; i < 3; i++) await step();
  const before = tf.memory();
  for (let i = 0; i < 20; i++) await step();
  expect(tf.memory()).toEqual(before);
});

test('registering the kernels twice changes nothing', () => {
  const before = tf.getKernel('Conv2DBackpropFilter', 'webgpu');
  registerWebgpuKernels();
  expect(tf.getKernel('Conv2DBackpropFilter', 'webgpu')).toBe(before);
});
