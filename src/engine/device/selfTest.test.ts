import { afterEach, expect, test } from 'vitest';
import { onWasm, openInNode } from '../run/inNode.testing';
import { tf } from '../tf';
import { EXPECTED, selfTest, selfTestLosses } from './selfTest';

let close = () => {};
afterEach(() => close());

test.each(['cpu', 'wasm'] as const)(
  'the %s engine passes its own test at the start',
  async (forced) => {
    const backend = await openInNode(forced, { check: selfTest });
    close = backend.close;
    expect(backend.name).toBe(forced);
    const losses = await selfTestLosses();
    losses.forEach((loss, i) => {
      expect(loss).toBeCloseTo(EXPECTED[i] as number, 4);
    });
  },
);

test('an engine that computes wrongly is passed over, and the reason says so', async () => {
  const kernel = { kernelName: 'NormaliseRows', backendName: 'wasm' };
  const first = await onWasm();
  first.close();
  const right = tf.getKernel('NormaliseRows', 'wasm');
  tf.unregisterKernel('NormaliseRows', 'wasm');
  tf.registerKernel({ ...kernel, kernelFunc: ({ inputs }) => tf.sigmoid(inputs.rows as never) });
  const backend = await openInNode('wasm', { check: selfTest });
  close = backend.close;
  tf.unregisterKernel('NormaliseRows', 'wasm');
  tf.registerKernel(right);
  expect(backend.name).toBe('cpu');
  expect(backend.reason).toContain('arithmetic is wrong');
});
