import type { Data } from '../parts/datasets/dataset';
import type { LeftOut } from '../protocol/reading/facts';
import type { GivenFile } from '../protocol/reading/given';
import type { Preview } from '../protocol/reading/preview';
import type { Task } from '../protocol/reading/task';
import type { Roles, Wish } from '../protocol/reading/wish';
import { columnsIn, type ParquetSet, parquetData, partsFor, rowsIn } from './data/parquetSet';
import { pictureData } from './data/pictureData';
import { pointData } from './data/pointData';
import { cantGuess, columnsOf, guessedRoles, unreadableOf } from './data/roles';
import { tableData } from './data/tableData';
import type { ParquetFile } from './formats/parquet/parquet';
import { decodeInBrowser } from './formats/pictures/decode';
import { picturesIn, sizesIn } from './formats/pictures/folder';
import type { Decode } from './formats/pictures/picture';
import { factsOf } from './formats/tables/columns';
import type { Table } from './formats/tables/table';
import { openHub } from './hub/hub';
import type { Hub } from './hub/hubRequest';
import { openFiles } from './open';
import { arrayPreview, picturePreview } from './preview/itemPreview';
import { parquetPreview, tablePreview } from './preview/rowPreview';
import { drawnFrom, STREAM } from './shared/draw';
import { LeftOuts } from './shared/leftOut';

/** A visitor's data, read. */
export interface ReadData {
  readonly name: string;
  readonly data: Data;
  readonly leftOut: readonly LeftOut[];
  /** Sentences on how it was read. */
  readonly notes: readonly string[];
}

/** What reading needs from outside: decoders, the hub, a way to follow and stop it. */
export interface Tools extends Task {
  readonly decode?: Decode;
  readonly hub?: Hub;
}

/**
 * What is in a visitor's files, before anything is replaced: quick, for pictures from their names and
 * first bytes, for tables from one pass over their rows.
 *
 * @throws FileProblem with a sentence for the visitor; the reason of `tools.signal` when stopped
 */
export async function lookAtFiles(
  given: readonly GivenFile[],
  wish: Wish,
  tools: Tools = {},
): Promise<Preview> {
  const found = await openFiles(given, tools);
  const { name, leftOut } = found;
  switch (found.form) {
    case 'pictures': {
      const pictures = picturesIn(found.sources, leftOut);
      const seen = await sizesIn(found.sources, tools, leftOut);
      return picturePreview(name, pictures, seen, wish, leftOut);
    }
    case 'arrays':
      return arrayPreview(name, found.items, wish, leftOut);
    case 'tables':
      return tablePreview(name, found.tables, await factsOf(found.tables, tools), wish, leftOut);
    case 'parquet':
      return lookAtSet(found.set, wish, tools, leftOut);
    default:
      return found satisfies never;
  }
}

/**
 * A visitor's files as data. The same files, wish and browser give the same bytes.
 * @throws FileProblem with a sentence for the visitor; the reason of `tools.signal` when stopped
 */
export async function readFiles(
  given: readonly GivenFile[],
  wish: Wish,
  tools: Tools = {},
): Promise<ReadData> {
  const { decode = decodeInBrowser } = tools;
  const found = await openFiles(given, tools);
  const { name, leftOut } = found;
  const finished = (data: Data, notes: readonly string[] = []): ReadData => ({
    ...{ name, data, notes },
    leftOut: leftOut.all,
  });
  switch (found.form) {
    case 'pictures': {
      const pictures = picturesIn(found.sources, leftOut);
      return finished(await pictureData(pictures, wish, decode, tools, leftOut));
    }
    case 'arrays': {
      const { items } = found;
      if (items.kind === 'pictures')
        return finished(await pictureData(items.pictures, wish, decode, tools, leftOut));
      const points = drawnFrom(items.points, wish.mostItems, wish.seed, STREAM.train);
      if (points.length < items.points.length)
        leftOut.add(
          'rows beyond the number wished, drawn by the seed',
          '',
          items.points.length - points.length,
        );
      return finished(pointData(points, wish, leftOut));
    }
    case 'tables': {
      const roles = wish.roles ?? (await rolesOf(found.tables, tools));
      const { data, faults } = await tableData(found.tables, roles, wish, tools, leftOut);
      for (const { what, count, examples } of faults.leftOut)
        leftOut.add(what, examples.join('; '), count);
      return finished(
        data,
        found.tables.flatMap(({ notes }) => notes),
      );
    }
    case 'parquet':
      return finished(await dataOfSet(found.set, wish, tools, leftOut));
    default:
      return found satisfies never;
  }
}

/** @throws FileProblem when names and contents don't tell */
async function rolesOf(tables: readonly Table[], task: Task): Promise<Roles> {
  const { columns } = await factsOf(tables, task);
  const roles = guessedRoles(columns);
  const [first] = tables as [Table];
  if (!roles) throw cantGuess(first.columns, first.file);
  return roles;
}

/**
 * What a data set on the Hugging Face hub holds, by its name or address: footers of its files and a
 * few rows are downloaded, and the name is all that is sent. @throws as `lookAtFiles`
 */
export async function lookAtHub(name: string, wish: Wish, tools: Tools = {}): Promise<Preview> {
  const set = await openHub(name, wish, tools.hub ?? {}, tools);
  const preview = await lookAtSet(set, wish, tools, new LeftOuts(), true);
  return { ...preview, subsets: set.subsets, notes: [...set.notes, ...preview.notes] };
}

/** A data set on the Hugging Face hub as data. @throws as `readFiles` */
export async function readHub(name: string, wish: Wish, tools: Tools = {}): Promise<ReadData> {
  const set = await openHub(name, wish, tools.hub ?? {}, tools);
  const leftOut = new LeftOuts();
  const data = await dataOfSet(set, wish, tools, leftOut);
  return { name: set.name, data, notes: set.notes, leftOut: leftOut.all };
}

async function lookAtSet(
  set: ParquetSet,
  wish: Wish,
  task: Task,
  leftOut: LeftOuts,
  isRemote = false,
): Promise<Preview> {
  const columns = await columnsIn(set, task);
  const roles = wish.roles ?? guessedRoles(columns);
  const parts = roles ? partsFor(set, columnsOf(roles), wish.mostItems, wish) : [];
  const download = isRemote ? parts.reduce((sum, { bytes }) => sum + bytes, 0) : 0;
  const [first] = set.files as [ParquetFile];
  const names = roles && 'label' in roles ? (first.features[roles.label]?.names ?? []) : [];
  const sides = { train: rowsIn(set, 'train'), heldOut: rowsIn(set, 'heldOut') };
  return parquetPreview(
    set.name,
    columns,
    rowsIn(set, null),
    sides,
    names,
    download,
    wish,
    leftOut,
  );
}

async function dataOfSet(
  set: ParquetSet,
  wish: Wish,
  tools: Tools,
  leftOut: LeftOuts,
): Promise<Data> {
  const columns = wish.roles ? [] : await columnsIn(set, tools);
  const roles = wish.roles ?? guessedRoles(columns);
  if (!roles)
    throw cantGuess(
      columns.map(({ name: column }) => column),
      set.name,
      unreadableOf(columns),
    );
  return parquetData(set, roles, wish, tools.decode ?? decodeInBrowser, tools, leftOut);
}
