import { listed, thousands } from '../files/shared/wording';
import type { LeftOut } from '../protocol/reading/facts';
import type { Preview } from '../protocol/reading/preview';

/** "Left out: pictures that can’t be read, 3 in all (a/1.png, a/2.png and b/1.png)." */
export function leftOutInWords({ what, count, examples }: LeftOut): string {
  const named = examples.filter(Boolean);
  const places = named.length > 0 ? ` (${listed(named, 3)})` : '';
  return `Left out: ${what}, ${thousands(count)} in all${places}.`;
}

/**
 * What was left out only while the data were read, so that the preview did not say it; null:
 * nothing.
 */
export function leftOutSince(
  preview: Pick<Preview, 'leftOut' | 'used' | 'items' | 'pairs'>,
  read: readonly LeftOut[],
): string | null {
  const before = new Map(preview.leftOut.map(({ what, count }) => [what, count]));
  const isDraw = preview.used < (preview.pairs || preview.items);
  const since = read.filter(
    ({ what, count }) =>
      count > (before.get(what) ?? 0) && !(isDraw && what.includes('beyond the number wished')),
  );
  return since.length > 0 ? since.map(leftOutInWords).join(' ') : null;
}

/** What was found out about the data only while they were read; null: nothing. */
export function notesSince(
  { notes }: Pick<Preview, 'notes'>,
  read: readonly string[],
): string | null {
  const since = read.filter((note) => !notes.includes(note));
  return since.length > 0 ? since.join(' ') : null;
}
