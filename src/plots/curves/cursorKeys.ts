/**
 * The cross-hair after a key; undefined for keys that don't concern it. Arrows move it by a
 * fiftieth of the run, at least by a step, starting from the end if it is not shown. Home and End
 * go to the ends; Escape removes it (null).
 */
export function cursorAfterKey(
  key: string,
  cursor: number | null,
  last: number,
): number | null | undefined {
  if (key === 'Escape') return cursor === null ? undefined : null;
  const stride = Math.max(1, Math.round(last / 50));
  const from = Math.min(last, cursor ?? last);
  const moved: Record<string, number> = {
    ArrowLeft: from - stride,
    ArrowDown: from - stride,
    ArrowRight: from + stride,
    ArrowUp: from + stride,
    Home: 0,
    End: last,
  };
  const next = moved[key];
  return next === undefined ? undefined : Math.min(last, Math.max(0, next));
}
