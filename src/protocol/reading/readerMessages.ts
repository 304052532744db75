import type { HeldFacts, KeptFacts } from './facts';
import type { GivenFile, SentOrigin } from './given';
import type { Preview } from './preview';
import type { Progress } from './task';
import type { Wish } from './wish';

/** What the page and the reading worker say to one another. The data themselves stay in the worker. */

/** Page to worker. Each is answered by `done` or `problem` of the same request. */
export type ReadCommand =
  | { type: 'look'; request: number; origin: SentOrigin; wish: Wish }
  /** Reads and holds; `isKept`: keeps in this browser as well. */
  | { type: 'read'; request: number; origin: SentOrigin; wish: Wish; isKept: boolean }
  /** What is kept in this browser. */
  | { type: 'list'; request: number }
  /** Holds what is kept under this name; answers null if nothing is. */
  | { type: 'open'; request: number; name: string }
  | { type: 'remove'; request: number; name: string };

/** Page to worker, without an answer. */
export type ReadNotice =
  /** Stops a request that is under way, which then answers `problem`. */
  | { type: 'stop'; request: number }
  /** More of the files under this number; those under another are forgotten. */
  | { type: 'files'; files: number; more: readonly GivenFile[] }
  /** Sends what is held under this key through the port, or null if it is gone. */
  | { type: 'give'; key: string; port: MessagePort };

/** What each command is answered with. */
export interface ReadResults {
  readonly look: Preview;
  readonly read: HeldFacts;
  readonly list: readonly KeptFacts[];
  readonly open: HeldFacts | null;
  readonly remove: null;
}

/** Worker to page. */
export type ReadAnswer =
  | { type: 'progress'; request: number; progress: Progress }
  | { type: 'done'; request: number; result: ReadResults[keyof ReadResults] }
  | { type: 'problem'; request: number; message: string };
