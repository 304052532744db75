import type { Data } from '../parts/data';
import type { LeftOut } from '../protocol/reading/facts';
import type { GivenFile } from '../protocol/reading/given';
import type { Task } from '../protocol/reading/task';
import type { Wish } from '../protocol/reading/wish';
import { arrayData } from './data/arrayData';
import { parquetData, understandSet } from './data/parquetData';
import { pictureData } from './data/pictureData';
import { chosenPixelEdge, pixelReader } from './data/pixelTable';
import { readTables } from './data/readTables';
import { decodeInBrowser } from './formats/pictures/decode';
import { picturesIn } from './formats/pictures/folder';
import type { Decode } from './formats/pictures/picture';
import { openHub } from './hub/hub';
import type { Hub } from './hub/hubRequest';
import { openFiles } from './open';
import { LeftOuts } from './shared/leftOut';
import { FileProblem } from './shared/problem';
import { understand } from './understanding/understand';

/** A visitor's data, read. It is saved as it is, so its fields never change their names. */
export interface ReadData {
  readonly name: string;
  readonly data: Data;
  readonly leftOut: readonly LeftOut[];
  /** Sentences on how it was read. */
  readonly notes: readonly string[];
}

/**
 * What reading needs from outside: a decoder of pictures, the hub, and a way to follow and stop it.
 */
export interface Tools extends Task {
  readonly decode?: Decode;
  readonly hub?: Hub;
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
  const opened = await openFiles(given, wish, tools);
  const { name, findings } = opened;
  const { leftOut } = findings;
  if (findings.problem) throw new FileProblem(findings.problem);
  const finished = (data: Data, notes: readonly string[] = []): ReadData => ({
    ...{ name, data, notes: [...findings.notes, ...notes] },
    leftOut: leftOut.all,
  });
  switch (opened.form) {
    case 'pictures': {
      const pictures = picturesIn(opened.sources, findings, opened.table);
      return finished(await pictureData(pictures, wish, decode, tools, leftOut));
    }
    case 'arrays':
      return finished(await arrayData(opened.items, wish, decode, tools, leftOut));
    case 'tables': {
      const { tables } = opened;
      const understood = await understand(tables, wish, tools);
      const edge = chosenPixelEdge(understood.columns, understood.roles, findings);
      const reader = edge === null ? undefined : pixelReader(edge, tools, findings);
      const data = await readTables(understood, understood.tables, wish, tools, leftOut, reader);
      return finished(data, [...tables.flatMap((table) => table.notes), ...understood.notes]);
    }
    case 'parquet': {
      const understood = await understandSet(opened.set, wish, tools);
      const data = await parquetData(opened.set, understood, wish, decode, tools, leftOut);
      return finished(data, understood.notes);
    }
    default:
      return opened satisfies never;
  }
}

/** A data set on the Hugging Face hub as data. @throws as `readFiles` */
export async function readHub(name: string, wish: Wish, tools: Tools = {}): Promise<ReadData> {
  const { decode = decodeInBrowser } = tools;
  const set = await openHub(name, wish, tools.hub ?? {}, tools);
  const leftOut = new LeftOuts();
  const remote = { ...set, isRemote: true };
  const understood = await understandSet(remote, wish, tools);
  const data = await parquetData(remote, understood, wish, decode, tools, leftOut);
  return { name: set.name, data, notes: [...set.notes, ...leftOut.notes], leftOut: leftOut.all };
}
