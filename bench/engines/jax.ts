import {
  type Array as Arr,
  blockUntilReady,
  defaultDevice,
  getWebGPUDevice,
  init,
  jit,
  numpy as np,
  valueAndGrad,
} from '@jax-js/jax';
import type { Problem } from '../problem';
import type { OpenEngine } from '../trainer';
import { meanOfLanes } from '../trainer';
import { channelsFirst, kernelsChannelsFirst } from './channelsFirst';
import { jaxEmbedded, jaxLoss } from './jaxLosses';

/** jax-js has no optimizers on npm: Adam is written out, within the jitted step. */
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

/** Weights, running means of gradients and of their squares, array by array, and the step. */
type State = { weights: Arr[]; mean: Arr[]; square: Arr[]; count: Arr };

/** jax-js with the whole step in one jitted function, its batch gathered on the device. */
export const jaxJs: OpenEngine = async (problem) => {
  if (!(await init('webgpu')).includes('webgpu')) throw new Error('jax-js has no WebGPU here');
  defaultDevice('webgpu');
  const device = getWebGPUDevice();
  const { data, n, q } = problem;
  const images = np.array(channelsFirst(data.train.values, data.shape));
  const pool = images.reshape([data.train.count, -1]);
  const models = problem.lanes.map((lane) => ({
    run: jit(stepOf(problem, lane)),
    state: firstState(problem),
    costs: [] as Arr[],
  }));
  return {
    device: `jax-js on ${device.adapterInfo?.description || device.adapterInfo?.vendor || 'WebGPU'}`,
    // Nothing is dispatched until someone waits.
    runsAhead: false,
    step(step) {
      const items = np.array(problem.itemsOf(step));
      const draws = problem.lanes.some(({ selection }) => selection === 'random')
        ? np.array(problem.drawsOf(step)).reshape([n, q, n])
        : np.zeros([1]);
      for (const model of models) {
        const [state, cost] = model.run(model.state, pool.ref, items.ref, draws.ref) as [
          State,
          Arr,
        ];
        model.state = state;
        model.costs.push(cost);
      }
      items.dispose();
      draws.dispose();
    },
    async done() {
      await blockUntilReady(models.map(({ costs }) => costs.at(-1) as Arr));
      await device.queue.onSubmittedWorkDone();
    },
    async losses() {
      const read = async ({ costs }: { costs: Arr[] }) =>
        Promise.all(costs.map(async (cost) => (await cost.ref.data())[0] as number));
      return meanOfLanes(await Promise.all(models.map(read)));
    },
    memoryBytes: () => null,
    close() {},
  };
};

function firstState(problem: Problem): State {
  const arrays = kernelsChannelsFirst(problem);
  const zeros = () => arrays.map(({ shape }) => np.zeros(shape));
  return {
    weights: arrays.map(({ values, shape }) => np.array(values).reshape(shape)),
    mean: zeros(),
    square: zeros(),
    count: np.zeros([]),
  };
}

/** One step: every array that is passed in is used up, as jax-js wants it. */
const stepOf =
  (problem: Problem, lane: Problem['lanes'][number]) =>
  (state: State, pool: Arr, items: Arr, draws: Arr): [State, Arr] => {
    const { n, data, learningRate } = problem;
    const [height, width, channels] = data.shape;
    const batch = np
      .take(pool, items, 0)
      .reshape(channels ? [n, channels, height as number, width as number] : [n, ...data.shape]);
    const [cost, slopes] = valueAndGrad((weights: Arr[]) =>
      jaxLoss(problem, lane, jaxEmbedded(batch, weights), draws),
    )(state.weights.map((weight) => weight.ref)) as [Arr, Arr[]];
    const count = state.count.add(1);
    const correction1 = np.subtract(1, np.power(BETA1, count.ref));
    const correction2 = np.subtract(1, np.power(BETA2, count.ref));
    const mean = state.mean.map((old, i) =>
      old.mul(BETA1).add((slopes[i] as Arr).ref.mul(1 - BETA1)),
    );
    const square = state.square.map((old, i) =>
      old.mul(BETA2).add(np.square(slopes[i] as Arr).mul(1 - BETA2)),
    );
    const weights = state.weights.map((old, i) => {
      const root = np.sqrt((square[i] as Arr).ref.div(correction2.ref)).add(EPSILON);
      return old.sub((mean[i] as Arr).ref.div(correction1.ref).div(root).mul(learningRate));
    });
    correction1.dispose();
    correction2.dispose();
    return [{ weights, mean, square, count }, cost];
  };
