import { beforeAll, describe, expect, test } from 'vitest';
import { joined, pieces } from '../../tensors/arena';
import { webgpuInternals } from '../../tensors/webgpuInternals';
import type { tf } from '../../tf';
import { dispatchesOf, freshNumbers, gpuErrors, numbersOn, openGpu } from './onGpu.testing';

beforeAll(openGpu);

const smallCnn = [
  [3, 3, 1, 16],
  [16],
  [3, 3, 16, 32],
  [32],
  [3, 3, 32, 64],
  [64],
  [1024, 32],
  [32],
];
const odd = [[3, 5], [5], [1], [2, 2, 2], [7, 3], [3], [3, 1], [1], [1, 2], [2]];
const sizeOf = (shape: readonly number[]) => shape.reduce((product, one) => product * one, 1);
const total = (shapes: readonly number[][]) => shapes.reduce((sum, one) => sum + sizeOf(one), 0);

describe.each([
  { name: 'a small CNN', shapes: smallCnn },
  { name: 'ten odd arrays', shapes: odd },
  { name: 'one array', shapes: [[4, 3]] },
])('the weights of $name', ({ shapes }) => {
  test('are cut into their arrays and joined again without a changed bit', async () => {
    const arena = freshNumbers([total(shapes)]);
    const values = [...(await arena().data())];
    const cut = await numbersOn('webgpu', () => {
      const arrays = pieces(arena() as tf.Tensor1D, shapes);
      expect(arrays.map(({ shape }) => shape)).toEqual(shapes);
      return { ...arrays, joined: joined(arrays) } as never;
    });
    expect(shapes.flatMap((_, i) => cut[i])).toEqual(values);
    expect(cut.joined).toEqual(values);
    expect(gpuErrors).toEqual([]);
  });
});

test('eight arrays cost one dispatch each way, and two where a shader may bind eight buffers', () => {
  const arena = freshNumbers([total(smallCnn)])() as tf.Tensor1D;
  const arrays = pieces(arena, smallCnn);
  const counts = () => [
    dispatchesOf(() => pieces(arena, smallCnn)),
    dispatchesOf(() => joined(arrays)),
  ];
  expect(counts()).toEqual([1, 1]);
  const { device } = webgpuInternals();
  const limits = { maxStorageBuffersPerShaderStage: 8 };
  Object.defineProperty(device, 'limits', { value: limits, configurable: true });
  expect(counts()).toEqual([2, 2]);
  Reflect.deleteProperty(device, 'limits');
});
