import { distanceAt } from '../parts/losses/distance';
import type { KnobValues } from '../parts/part';
import type { PushCurve, Spectrum } from '../protocol/messages';
import { tf } from './backends/tf';
import { valuesOf } from './inPlace';
import type { Lane } from './lane';
import { pushesOf } from './pushes';
import { positiveWith } from './rows';

/** Bins of the spectrum and of the push curve. */
const BINS = 50;

/** The bin of a value on low..high; the ends belong to the outer bins. */
const binOf = (value: number, low: number, high: number): number =>
  Math.max(0, Math.min(BINS - 1, Math.floor(((value - low) / (high - low)) * BINS)));

/** Where the pairs of the lane's last batch lie and how they were pushed; null before the first. */
export async function spectrumOf(
  lane: Lane,
): Promise<{ spectrum: Spectrum; push: PushCurve; removed: number } | null> {
  const { seen, plan, recipe } = lane;
  if (!seen || lane.step === 0) return null;
  const { n } = plan;
  const [positiveTensor, pushTensor] = tf.tidy(() => [
    positiveWith(plan, seen.attracted)(seen.similarity),
    pushesOf(lane, seen),
  ]);
  const [similarity, weights, eligible, allowed, valid, sameClass, positive, pushes] =
    (await Promise.all(
      [
        seen.similarity,
        seen.weights,
        seen.eligible,
        seen.allowed,
        seen.valid,
        seen.sameClass,
        positiveTensor,
        pushTensor,
      ].map(valuesOf),
    )) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
  tf.dispose([positiveTensor, pushTensor]);

  const q = valid.length / n;
  const { axis } = plan.loss;
  const [low, high] = axis === 'distance' ? [0, 2] : [-1, 1];
  const place = (cosine: number) =>
    binOf(axis === 'distance' ? distanceAt(cosine) : cosine, low, high);
  const bins = () => new Uint32Array(BINS);
  const counts = { positives: bins(), candidates: bins(), chosen: bins(), chosenFalse: bins() };
  const pushSum = new Float64Array(BINS);
  const pushCount = new Float64Array(BINS);
  let positiveSum = 0;
  let rows = 0;
  for (let row = 0; row < n * q; row++) {
    if (valid[row] === 0) continue;
    const cosine = positive[row] as number;
    positiveSum += cosine;
    rows++;
    increment(counts.positives, place(cosine));
  }
  const candidates = similarity.length / n;
  for (let anchor = 0; anchor < n; anchor++)
    for (let candidate = 0; candidate < candidates; candidate++) {
      const at = anchor * candidates + candidate;
      if (allowed[at] === 0) continue;
      const cosine = similarity[at] as number;
      const bin = place(cosine);
      increment(counts.candidates, bin);
      const pushBin = binOf(cosine, -1, 1);
      pushSum[pushBin] = (pushSum[pushBin] as number) + Math.abs(pushes[at] as number) * n;
      pushCount[pushBin] = (pushCount[pushBin] as number) + 1;
      for (let i = 0; i < q; i++) {
        if (!weights[(anchor * q + i) * candidates + candidate]) continue;
        increment(counts.chosen, bin);
        if (sameClass[at]) increment(counts.chosenFalse, bin);
      }
    }
  const meanPositive = rows > 0 ? positiveSum / rows : Number.NaN;
  return {
    spectrum: { axis, low, high, ...counts, band: bandOf(lane, meanPositive) },
    push: {
      push: Float32Array.from(pushSum, (sum, bin) => sum / (pushCount[bin] as number)),
      positive: meanPositive,
    },
    removed: shareRemoved(eligible, allowed),
  };

  function bandOf({ plan: { loss } }: Lane, cosine: number): Spectrum['band'] {
    if (!Number.isFinite(cosine) || !loss.band) return null;
    const range = loss.band.range(recipe.knobs as KnobValues<typeof loss.knobs>, cosine);
    return { label: loss.band.label, from: Math.min(...range), to: Math.max(...range) };
  }
}

/** Share of the eligible candidates that the guard did not let through, 0..1. */
function shareRemoved(eligible: Float32Array, allowed: Float32Array): number {
  const count = (table: Float32Array) => table.reduce((sum, one) => sum + one, 0);
  return 1 - count(allowed) / Math.max(1, count(eligible));
}

function increment(counts: Uint32Array, bin: number) {
  counts[bin] = (counts[bin] as number) + 1;
}
