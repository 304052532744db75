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

export { tf };
