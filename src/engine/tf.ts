/**
 * The one door to TensorFlow.js at run time: the engine imports `tf` from here, so that every
 * module shares one copy that knows its gradients. `@tensorflow/tfjs` (all backends in one) is
 * never imported; backends are opened by `ladder.ts`.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';

// Silences advice meant for beginners ("install our node backend", "kernel already registered").
// It changes nothing else in 4.22; errors still throw.
tf.enableProdMode();

// Gradients of `prod` and of `gather` within batches call these as methods, which tfjs-core alone
// does not define.
Object.assign(tf.Tensor.prototype, {
  reshape(this: tf.Tensor, shape: number[]) {
    return tf.reshape(this, shape);
  },
  slice(this: tf.Tensor, begin: number | number[], size?: number | number[]) {
    return tf.slice(this, begin, size);
  },
  split(this: tf.Tensor, numberOrSizes: number | number[], axis?: number) {
    return tf.split(this, numberOrSizes, axis);
  },
});

export { tf };
