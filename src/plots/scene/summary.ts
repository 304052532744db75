import { counted, percent, valueText } from '../../numbers/format';
import type { LearnedScene } from '../../parts/datasets/cells/learned';

/** The scenes in one sentence. */
export function sceneSummary(learned: LearnedScene | null): string {
  if (!learned) return 'Held-out scenes: nothing measured yet.';
  const { scenes, adjustedRandIndex, overlap, bordersApart } = learned;
  const sum = (name: 'cells' | 'found') => scenes.reduce((all, one) => all + one[name], 0);
  return (
    `${counted(scenes.length, 'held-out scene')}: ${sum('found')} found for ` +
    `${counted(sum('cells'), 'cell')}, adjusted Rand index ${valueText(adjustedRandIndex)}, ` +
    `overlap ${valueText(overlap)}, ${percent(bordersApart)} of borders told apart.`
  );
}
