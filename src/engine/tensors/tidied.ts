import type { TensorContainer } from '@tensorflow/tfjs-core';
import { tf } from '../tf';

/** `tf.tidy` for results of any type: disposes all tensors that `compute` makes but does not return. */
export const tidied = <T extends object>(compute: () => T): T =>
  tf.tidy(() => compute() as TensorContainer) as T;
