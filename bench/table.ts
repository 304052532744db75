import { LOSSES_SHOWN, type Row } from './measure';

/** Losses closer than this agree. */
const TOLERANCE = 1e-4;

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

/** A line a recipe: whether its engines had the same losses, over the steps that all of them did. */
export function agreementOf(rows: readonly Row[]): string[] {
  return byRecipe(rows.filter(({ losses }) => losses.length > 0)).map((group) => {
    const [base, ...others] = group as [Row, ...Row[]];
    const apart = others.map(({ engine, losses }) => {
      const differences = losses.map((loss, i) => Math.abs(loss - (base.losses[i] ?? loss)));
      return { engine, apart: Math.max(...differences) };
    });
    const steps = Math.min(...group.map(({ losses }) => losses.length), LOSSES_SHOWN);
    const differing = apart.filter((one) => !(one.apart <= TOLERANCE));
    const largest = Math.max(0, ...apart.map((one) => one.apart));
    if (others.length === 0) return `${base.recipe}: one engine, nothing to compare`;
    return differing.length === 0
      ? `${base.recipe}: losses agree to 1e-4 (at most ${largest.toExponential(0)} apart, ${group.length} engines, ${steps} steps)`
      : `${base.recipe}: LOSSES DIFFER from ${base.engine}: ${differing.map((one) => `${one.engine} by ${one.apart.toExponential(1)}`).join(', ')}`;
  });
}
