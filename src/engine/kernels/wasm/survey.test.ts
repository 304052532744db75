import { test } from 'vitest';
import { tf } from '../../backends/tf.ts';
import { switchTo } from './testing.ts';
test('kernels', async () => {
  await switchTo('cpu'); await switchTo('wasm');
  const w = new Set(tf.getKernelsForBackend('wasm').map(k=>k.kernelName));
  console.log('missing on wasm:', tf.getKernelsForBackend('cpu').map(k=>k.kernelName).filter(k=>!w.has(k)).join(' '));
  console.log(typeof (tf.Tensor.prototype as any).reshape);
});
