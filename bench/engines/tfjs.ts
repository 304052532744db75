import type { Scalar, Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { WebgpuInternals } from '../../src/engine/tensors/webgpuInternals';
import { meanOfLanes, type OpenEngine } from '../trainer';
import { tfjsLosses } from './tfjsLosses';

type BackendName = 'webgpu' | 'webgl' | 'cpu';

const load: Record<BackendName, () => Promise<unknown>> = {
  webgpu: () => import('@tensorflow/tfjs-backend-webgpu'),
  webgl: () => import('@tensorflow/tfjs-backend-webgl'),
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
};

/** TensorFlow.js as a tutorial would write it: variables, tf.train.adam, optimizer.minimize. */
const tfjs =
  (name: BackendName): OpenEngine =>
  async (problem) => {
    await load[name]();
    await tf.setBackend(name);
    if (tf.getBackend() !== name) throw new Error(`TensorFlow.js has no ${name} here`);
    const { data, weights, learningRate } = problem;
    const images = tf.tensor(data.train.values, [data.train.count, ...data.shape]);
    const lossOf = tfjsLosses(tf, problem);
    const models = problem.lanes.map((lane) => ({
      variables: weights.map(({ values, shape }) => tf.variable(tf.tensor(values, shape))),
      optimizer: tf.train.adam(learningRate, 0.9, 0.999, 1e-8),
      loss: lossOf(lane),
      costs: [] as Scalar[],
    }));
    const gpu = name === 'webgpu' ? (tf.backend() as unknown as WebgpuInternals) : null;
    return {
      device: `tfjs ${tf.version_core} ${name}`,
      runsAhead: true,
      step(step) {
        const items = tf.tensor1d(problem.itemsOf(step), 'int32');
        const batch = tf.gather(images, items);
        for (const { optimizer, variables, loss, costs } of models) {
          const cost = () => loss(embedded(batch, variables), step);
          costs.push(optimizer.minimize(cost, true, variables) as Scalar);
        }
        tf.dispose([items, batch]);
        if (gpu?.commandEncoder) {
          gpu.endComputePassEncoder();
          gpu.submitQueue();
        }
      },
      async done() {
        if (gpu) await gpu.device.queue.onSubmittedWorkDone();
        else await models.at(-1)?.costs.at(-1)?.data();
      },
      async losses() {
        const read = async ({ costs }: { costs: Scalar[] }) =>
          Promise.all(costs.map(async (cost) => (await cost.data())[0] as number));
        return meanOfLanes(await Promise.all(models.map(read)));
      },
      memoryBytes() {
        const { numBytes, numBytesInGPU } = tf.memory() as tf.MemoryInfo & {
          numBytesInGPU?: number;
        };
        return gpu ? null : (numBytesInGPU ?? numBytes);
      },
      close: () => tf.removeBackend(name),
    };
  };

/** Rows of unit length, [N, d]. */
function embedded(items: Tensor, weights: readonly Tensor[]): Tensor2D {
  let rows = items;
  for (let i = 0; i < weights.length; i += 2) {
    const [kernel, bias] = weights.slice(i) as [Tensor, Tensor];
    if (kernel.rank === 4)
      rows = tf.relu(tf.add(tf.conv2d(rows as Tensor4D, kernel as Tensor4D, 2, 'same'), bias));
    else {
      const flat = tf.reshape(rows, [rows.shape[0] as number, kernel.shape[0] as number]);
      rows = tf.add(tf.matMul(flat as Tensor2D, kernel as Tensor2D), bias);
      if (i + 2 < weights.length) rows = tf.relu(rows);
    }
  }
  return tf.div(rows, tf.sqrt(tf.add(tf.sum(tf.square(rows), 1, true), 1e-12)));
}

export const tfjsWebgpu = tfjs('webgpu');
export const tfjsWebgl = tfjs('webgl');
export const tfjsCpu = tfjs('cpu');
