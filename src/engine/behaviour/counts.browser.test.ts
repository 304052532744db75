import { expect, test } from 'vitest';
import { measure } from '../../../bench/measure';
import { TINY } from '../../../bench/recipes';
import { wasmFiles } from '../device/wasmFiles';

test('the bench: a replayed step is one submit, makes nothing, and has the losses of plain TensorFlow.js', async () => {
  const options = { wasmFiles, steps: 2, budgetMs: 0 };
  // In this order: our kernels, once registered, would serve the plain step as well.
  const plain = await measure(TINY, 'tfjs-webgpu', options);
  const replayed = await measure(TINY, 'replayed', options);
  expect(replayed).toMatchObject({ submits: 1, buffers: 0, bindGroups: 0 });
  expect(replayed.dispatches).toBeLessThan(plain.dispatches as number);
  expect(plain.losses).toHaveLength(4);
  for (const [step, loss] of plain.losses.entries())
    expect(replayed.losses[step]).toBeCloseTo(loss, 4);
});
