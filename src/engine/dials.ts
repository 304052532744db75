import type { Scalar } from '@tensorflow/tfjs-core';
import type { Ages, Dial } from '../protocol/messages';
import { tf } from './backends/tf';
import { valuesOf } from './inPlace';
import type { Lane } from './lane';

/** Bins of the ages. */
const BINS = 12;

/** The numbers that the parts of a lane keep, and how far its momentum encoder lags behind. */
export async function dialsOf(lane: Lane): Promise<Dial[]> {
  const { plan, kept } = lane;
  const counted = plan.counted.map(async (name, i) => {
    const state = plan.selection.state?.[name];
    const [value] = await valuesOf(kept.selection[i] as Scalar);
    const [low, high] = state?.range ?? [0, 1];
    return { label: state?.label ?? name, value: value as number, low, high };
  });
  return [...(await Promise.all(counted)), ...(await lagOf(lane))];
}

/** How far the weights of the momentum encoder are from the encoder's, as a share of their length. */
async function lagOf(lane: Lane): Promise<Dial[]> {
  const { follower, weights } = lane.encoders;
  if (!follower) return [];
  const share = tf.tidy(() =>
    tf.div(tf.norm(tf.sub(follower, weights)), tf.maximum(tf.norm(weights), 1e-12)),
  );
  const [value] = await share.data();
  share.dispose();
  return [{ label: 'Lag of the momentum encoder', value: value as number, low: 0, high: 1 }];
}

/** How old the candidates of the lane's last batch are; null where all are fresh. */
export async function agesOf({ seen, step }: Lane): Promise<Ages | null> {
  if (!seen?.age || step === 0) return null;
  const ages = (await valuesOf(seen.age)).filter((age) => age >= 0 && age < step);
  if (ages.length === 0) return null;
  const oldest = Math.max(...ages);
  const bins = new Uint32Array(BINS);
  for (const age of ages) {
    const bin = oldest > 0 ? Math.min(BINS - 1, Math.floor((age / oldest) * BINS)) : 0;
    bins[bin] = (bins[bin] as number) + 1;
  }
  const mean = ages.reduce((sum, age) => sum + age, 0) / ages.length;
  return { mean, oldest, bins };
}
