import type { Tensor } from '@tensorflow/tfjs-core';
import type { Ages, Dial, Picture } from '../../protocol/picture';
import type { Lane } from '../lanes/lane';
import type { Plan } from '../step/plan';
import { tf } from '../tf';
import type { PictureFacts } from './facts';

const LAG =
  'How far the weights of the second encoder are from those of the first, as a share of their length.';

/** Bins of the ages. */
const BINS = 12;

/** What the parts of a lane keep, as far as it is shown. */
export type KeptNumbers<T> = {
  /** Numbers of the selection, in the order of the plan. */
  readonly counted: T;
  /** How far the momentum encoder's weights are from the encoder's, as a share of their length, [0..1]. */
  readonly lag: T;
  /** Steps since each candidate behind the batch was encoded, [C - N]; [0]: all are fresh. */
  readonly age: T;
};

/** The same, still on the device. */
export function keptTensors({ kept, encoders, seen }: Lane): KeptNumbers<Tensor> {
  const { follower, weights } = encoders;
  const { selection } = kept;
  const lag = () =>
    tf.div(tf.norm(tf.sub(follower as Tensor, weights)), tf.maximum(tf.norm(weights), 1e-12));
  return {
    counted: selection.length > 0 ? tf.stack([...selection]) : tf.zeros([0]),
    lag: follower ? tf.reshape(lag(), [1]) : tf.zeros([0]),
    age: seen?.age ? tf.clone(seen.age) : tf.zeros([0]),
  };
}

/** What the parts of a lane keep from step to step, for the page. */
export const keptView = (
  { plan, step }: PictureFacts,
  numbers: KeptNumbers<Float32Array>,
): Pick<Picture, 'dials' | 'ages'> => ({
  dials: dialsOf(plan, numbers),
  ages: agesOf(step, numbers),
});

/** The numbers that the parts of a lane keep, and how far its momentum encoder lags behind. */
function dialsOf(
  { selection, counted: names }: Plan,
  { counted, lag }: KeptNumbers<Float32Array>,
): Dial[] {
  const dials = names.map((name, i) => {
    const state = selection.state?.[name];
    const [low, high] = state?.range ?? [0, 1];
    const { label = name, hint = '' } = state ?? {};
    return { label, hint, value: counted[i] as number, low, high };
  });
  const [share] = lag;
  return share === undefined
    ? dials
    : [
        ...dials,
        { label: 'Lag of the momentum encoder', hint: LAG, value: share, low: 0, high: 1 },
      ];
}

/**
 * How old the candidates of a lane's last batch were that an earlier step had left, after `step` steps;
 * null where all are fresh.
 */
function agesOf(step: number, { age }: KeptNumbers<Float32Array>): Ages | null {
  const ages = age.filter((one) => one > 0 && one < step);
  if (ages.length === 0) return null;
  const oldest = Math.max(...ages);
  const bins = new Uint32Array(BINS);
  for (const one of ages) {
    const bin = oldest > 0 ? Math.min(BINS - 1, Math.floor((one / oldest) * BINS)) : 0;
    bins[bin] = (bins[bin] as number) + 1;
  }
  const mean = ages.reduce((sum, one) => sum + one, 0) / ages.length;
  return { mean, oldest, bins };
}
