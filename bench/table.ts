import { LOSSES_SHOWN, type Row } from './measure';

/** Losses of the first steps agree if they are this close, as a share of the loss. */
const TOLERANCE = 1e-4;
const COMPARED = 3;

const shown = (value: number): string =>
  value < 1 ? value.toFixed(3) : value < 100 ? value.toFixed(1) : value.toFixed(0);
const count = (value: number | null): string => (value === null ? '-' : String(value));
const times = (value: number, base: number): string => `${shown(value / base)}x`;
const megabytes = (bytes: number | null): string =>
  bytes === null ? '-' : (bytes / 1e6).toFixed(1);

const COLUMNS: readonly (readonly [string, (row: Row, base: Row) => string])[] = [
  ['recipe', ({ recipe }) => recipe],
  ['engine', ({ engine }) => engine],
  ['dispatches', ({ dispatches }) => count(dispatches)],
  ['submits', ({ submits }) => count(submits)],
  ['buffers', ({ buffers }) => count(buffers)],
  ['bind groups', ({ bindGroups }) => count(bindGroups)],
  ['CPU ms', ({ cpuMs }) => shown(cpuMs)],
  ['CPU', ({ cpuMs }, base) => times(cpuMs, base.cpuMs)],
  ['in a row', ({ cpuInARowMs }) => (cpuInARowMs == null ? '-' : shown(cpuInARowMs))],
  ['step ms', ({ stepMs }) => shown(stepMs)],
  ['spread', ({ spread }) => shown(spread)],
  ['fastest', ({ fastestMs }) => shown(fastestMs)],
  ['step', ({ stepMs }, base) => times(stepMs, base.stepMs)],
  ['steps', ({ steps }) => String(steps)],
  ['MB', ({ memoryBytes }) => megabytes(memoryBytes)],
  [
    'losses',
    ({ losses }) =>
      losses
        .slice(0, 3)
        .map((loss) => loss.toFixed(5))
        .join(' '),
  ],
];

/** Groups in the order of their first row. */
const byRecipe = (rows: readonly Row[]): Row[][] =>
  [...new Set(rows.map(({ recipe }) => recipe))].map((name) =>
    rows.filter(({ recipe }) => recipe === name),
  );

/** A Markdown table; "x" columns compare with the first engine of the recipe. */
export function tableOf(rows: readonly Row[]): string {
  const cells = byRecipe(rows).flatMap((group) =>
    group.map((row) => COLUMNS.map(([, cell]) => cell(row, group[0] as Row))),
  );
  const titles = COLUMNS.map(([title]) => title);
  const widths = titles.map((title, i) =>
    Math.max(title.length, ...cells.map((row) => (row[i] as string).length)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number))).join(' | ')} |`;
  const rule = widths.map((width, i) => (i < 2 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(titles), line(rule), ...cells.map(line)].join('\n');
}

/**
 * A line a recipe: whether its engines had the same losses in the first steps. Not in later ones:
 * Adam at first moves every weight by the full rate, whichever way its gradient points, so where a
 * gradient is nearly 0 rounding decides, and engines that compute the same drift apart.
 */
export function agreementOf(rows: readonly Row[]): string[] {
  return byRecipe(rows.filter(({ losses }) => losses.length > 0)).map((group) => {
    const [base, ...others] = group as [Row, ...Row[]];
    if (others.length === 0) return `${base.recipe}: one engine, nothing to compare`;
    const apart = (row: Row, steps: number) =>
      Math.max(
        ...row.losses
          .slice(0, Math.min(steps, base.losses.length))
          .map((loss, i) => Math.abs(loss / (base.losses[i] as number) - 1)),
      );
    const most = (steps: number) =>
      Math.max(...others.map((row) => apart(row, steps))).toExponential(0);
    const differing = others.filter((row) => !(apart(row, COMPARED) <= TOLERANCE));
    const detail = `relative, at most ${most(COMPARED)} apart in ${COMPARED} steps and ${most(LOSSES_SHOWN)} in ${LOSSES_SHOWN}, ${group.length} engines`;
    const names = differing.map(({ engine }) => engine).join(', ');
    return differing.length === 0
      ? `${base.recipe}: losses agree to 1e-4 (${detail})`
      : `${base.recipe}: LOSSES DIFFER from ${base.engine}: ${names} (${detail})`;
  });
}
