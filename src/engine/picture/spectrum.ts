import type { Picture, PushCurve, Spectrum } from '../../protocol/picture';
import type { Recipe } from '../../recipe/recipe';
import type { Plan } from '../step/plan';
import type { PictureFacts } from './facts';
import { type Pairs, pairTableOf } from './pairs';

/** Where the pairs of a lane's last batch lie and how they were pushed. */
export function spectrumOf(
  plan: Pick<Plan, 'n' | 'loss'>,
  recipe: Recipe,
  pairs: Pairs<Float32Array>,
): { spectrum: Spectrum; push: PushCurve; removed: number } {
  const { axis } = plan.loss;
  const table = pairTableOf(plan, pairs);
  // Bins come in the order of rising cosine; distances fall as it rises.
  const ordered = (bins: Float64Array) =>
    Uint32Array.from(axis === 'distance' ? bins.toReversed() : bins);
  const [low, high] = axis === 'distance' ? [0, 2] : [-1, 1];
  const { pushSum, pushCount, positiveSum, positiveCount, allowed, eligible } = table;
  const positive = positiveCount > 0 ? positiveSum / positiveCount : Number.NaN;
  return {
    spectrum: {
      axis,
      low,
      high,
      positives: ordered(table.positives),
      candidates: ordered(table.candidates),
      chosen: ordered(table.chosen),
      chosenFalse: ordered(table.chosenFalse),
      band: bandOf(plan, recipe, positive),
    },
    push: {
      push: Float32Array.from(pushSum, (sum, bin) => (sum * plan.n) / (pushCount[bin] as number)),
      positive,
    },
    // Of nothing, as before a memory holds anything, a guard removes nothing.
    removed: eligible > 0 ? 1 - allowed / eligible : 0,
  };
}

/** The same for the page; nothing before the first step. */
export function pairsView(
  { plan, recipe, step }: PictureFacts,
  pairs: Pairs<Float32Array> | null,
): Pick<Picture, 'spectrum' | 'push' | 'removed'> {
  return pairs && step > 0
    ? spectrumOf(plan, recipe, pairs)
    : { spectrum: null, push: null, removed: null };
}

/** Where margin or temperature stands on the axis, given the mean cosine of the positives. */
function bandOf({ loss }: Pick<Plan, 'loss'>, { knobs }: Recipe, cosine: number): Spectrum['band'] {
  if (!Number.isFinite(cosine) || !loss.band) return null;
  const range = loss.band.range(knobs, cosine);
  return range && { label: loss.band.label, from: Math.min(...range), to: Math.max(...range) };
}
