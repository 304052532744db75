import type { Data } from '../../parts/data';
import { tidyText } from '../../parts/text/anyScript';
import type { Task } from '../../protocol/reading/task';
import type { Roles, Wish } from '../../protocol/reading/wish';
import type { LabelledPoint } from '../formats/arrays/point';
import { Faults } from '../formats/tables/faults';
import { checkAlike, type Table, type TableRow } from '../formats/tables/table';
import { DRAW, drawnFrom, Reservoir } from '../shared/draw';
import type { LeftOuts } from '../shared/leftOut';
import { LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import { hasBothSides, type Side } from '../shared/side';
import { pairData } from './pairData';
import type { TextPair } from './pairGraph';
import { pointData } from './pointData';
import { checkRoles, columnsOf, saysSame } from './roles';
import { type LabelledText, textData } from './textData';

/** A row as an item, or the reason why it is none. */
type Made<T> =
  | { readonly item: () => T }
  | { readonly reason: string }
  | { readonly fault: string };

/**
 * Items made of the rows: a uniform draw of at most as many as wished. Each file is streamed, and
 * only drawn items stay in memory. Empty rows are left out and counted; up to half of all rows may
 * be faulty.
 *
 * @throws FileProblem
 */
async function gathered<T>(
  tables: readonly Table[],
  wish: Wish,
  task: Task,
  leftOut: LeftOuts,
  faults: Faults,
  make: (row: TableRow, side: Side | null, table: Table) => Made<T>,
): Promise<T[]> {
  const ownSides = hasBothSides(tables.map(({ side }) => side));
  const share = ownSides ? wish.heldOutShare : 0;
  const most = Math.min(wish.mostItems, LIMITS.items);
  const heldOut = new Reservoir<T>(Math.ceil(most * share), wish.drawSeed, DRAW.heldOut);
  const train = new Reservoir<T>(most - Math.ceil(most * share), wish.drawSeed, DRAW.train);
  let rows = 0;
  for (const table of tables) {
    const side = ownSides ? table.side : null;
    for await (const batch of table.rows(task)) {
      for (const row of batch) {
        rows++;
        const made: Made<T> = row.fault ? { fault: row.fault } : make(row, side, table);
        if ('item' in made) (side === 'heldOut' ? heldOut : train).offer(made.item);
        else if ('fault' in made) faults.add(table, row.line, made.fault);
        else leftOut.add(made.reason, `${table.file}, ${table.counts} ${row.line}`);
      }
    }
  }
  faults.refuseMost(rows);
  const drawn = [...heldOut.drawn, ...train.drawn];
  const beyond = heldOut.seen + train.seen - drawn.length;
  if (beyond > 0) leftOut.add('rows beyond the number wished, drawn by the seed', '', beyond);
  if (drawn.length === 0)
    throw new FileProblem('no row has all the columns filled.', { file: tables[0]?.file ?? '' });
  return drawn;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * A text as an item has it: tidy, and no longer than is trained on. It is a copy, since a part of a
 * string would hold the whole piece of the file in memory.
 */
const tidied = (cell: string, most: number = LIMITS.text): string =>
  decoder.decode(encoder.encode(tidyText(cell.slice(0, most * 2)).slice(0, most)));

const isBlank = (cell: string): boolean => !/\S/.test(cell);

/**
 * Rows of tables as data, by the roles of their columns. `dataOf` makes data of rows of numbers.
 * @throws FileProblem
 */
export async function tableData(
  tables: readonly Table[],
  roles: Roles,
  wish: Wish,
  task: Task,
  leftOut: LeftOuts,
  dataOf: (points: readonly LabelledPoint[]) => Data | Promise<Data> = (points) =>
    pointData(points, wish, leftOut),
): Promise<{ data: Data; faults: Faults }> {
  const [first] = tables as [Table];
  checkAlike(tables);
  checkRoles(roles, first.columns, first.file);
  const at = columnsOf(roles).map((name) => first.columns.indexOf(name));
  const placeOf = new Map(first.columns.map((name, place) => [name, place]));
  const cellOf = (row: TableRow, name: string) => row.cells[placeOf.get(name) ?? -1] ?? '';
  const faults = new Faults();
  const gather = <T>(make: (row: TableRow, side: Side | null, table: Table) => Made<T>) =>
    gathered(tables, wish, task, leftOut, faults, make);

  switch (roles.kind) {
    case 'texts': {
      const texts = await gather<LabelledText>((row, side) => {
        const [text, label] = [cellOf(row, roles.text), cellOf(row, roles.label)];
        if (isBlank(text) || isBlank(label)) return { reason: 'rows with an empty text or label' };
        return { item: () => ({ text: tidied(text), label: tidied(label, 200), side }) };
      });
      return { data: textData(texts, wish, leftOut), faults };
    }
    case 'pairs': {
      const pairs = await gather<TextPair>((row, side) => {
        const [query, passage] = [cellOf(row, roles.query), cellOf(row, roles.passage)];
        if (isBlank(query) || isBlank(passage)) return { reason: 'rows with an empty text' };
        const same = roles.same === undefined ? true : saysSame(cellOf(row, roles.same));
        if (same === null) return { fault: `“${roles.same}” says neither yes nor no` };
        const negative = roles.negative === undefined ? null : cellOf(row, roles.negative);
        return {
          item: () => ({
            ...{ query: tidied(query), passage: tidied(passage), same, side },
            negative: negative === null || isBlank(negative) ? null : tidied(negative),
          }),
        };
      });
      return { data: pairData(pairs, wish, leftOut), faults };
    }
    case 'points': {
      const points = await gather<LabelledPoint>((row, side) => {
        if (at.some((column) => isBlank(row.cells[column] as string)))
          return { reason: 'rows with an empty cell' };
        const features = Float64Array.from(roles.features, (name) => Number(cellOf(row, name)));
        const wrong = features.findIndex((value) => !Number.isFinite(value));
        if (wrong >= 0) return { fault: `“${roles.features[wrong]}” is no number` };
        return { item: () => ({ features, label: tidied(cellOf(row, roles.label), 200), side }) };
      });
      const most = Math.floor(LIMITS.dataBytes / (4 * roles.features.length));
      const fitting = drawnFrom(points, most, wish.drawSeed, DRAW.train);
      if (fitting.length < points.length)
        leftOut.add('rows beyond what memory holds', '', points.length - fitting.length);
      return { data: await dataOf(fitting), faults };
    }
    case 'pictures':
      throw new FileProblem('this table holds no pictures.', { file: first.file });
    default:
      return roles satisfies never;
  }
}
