import type { HeldFacts, SavedFacts } from './facts';
import type { GivenFile, SentOrigin } from './given';
import type { Preview } from './preview';
import type { Progress } from './task';
import type { Wish } from './wish';

/**
 * What the page and the reading worker say to each other. The data themselves never pass through
 * the page: they go from the reading worker to the training worker. On their way a visitor's data
 * are
 *
 * - given: files, or the name of a data set on the hub, as the visitor hands them over (`Origin`);
 * - opened: unpacked, and known to be pictures, arrays, tables or Parquet; only the worker sees
 *   this;
 * - previewed: described to the visitor, who may change how they are read (`Preview`, `Wish`);
 * - held: read in full, in the memory of the reading worker while the page is open (`HeldFacts`);
 * - saved: also in this browser's storage, until the visitor removes them (`SavedFacts`);
 * - brought: sent to the training worker (command `bring` of the training worker).
 */

/** Page to worker. Each is answered by `done` or `problem` of the same request. */
export type ReadCommand =
  | { type: 'preview'; request: number; origin: SentOrigin; wish: Wish }
  /** Reads and holds; `isToBeSaved`: saves in this browser as well. */
  | { type: 'read'; request: number; origin: SentOrigin; wish: Wish; isToBeSaved: boolean }
  /** What is saved in this browser. */
  | { type: 'listSaved'; request: number }
  /** Holds what is saved under this name; answers null if nothing is. */
  | { type: 'loadSaved'; request: number; name: string }
  | { type: 'removeSaved'; request: number; name: string };

/** Page to worker, without an answer. */
export type ReadNotice =
  /** Stops a request that is under way, which then answers `problem`. */
  | { type: 'stop'; request: number }
  /** More of the files given under this number; those under another are forgotten. */
  | { type: 'give'; files: number; more: readonly GivenFile[] }
  /** Sends what is held under this key through the port, or null if it is gone. */
  | { type: 'send'; key: string; port: MessagePort };

/** What each command is answered with. */
export interface ReadResults {
  readonly preview: Preview;
  readonly read: HeldFacts;
  readonly listSaved: readonly SavedFacts[];
  readonly loadSaved: HeldFacts | null;
  readonly removeSaved: null;
}

/** Worker to page. */
export type ReadAnswer =
  | { type: 'progress'; request: number; progress: Progress }
  | { type: 'done'; request: number; result: ReadResults[keyof ReadResults] }
  | { type: 'problem'; request: number; message: string };
