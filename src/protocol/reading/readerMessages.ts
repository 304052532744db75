import type { GivenFile } from '../../files/bytes/source';
import type { OwnPart } from '../../files/data/ownPart';
import type { KeptFacts } from '../../files/savedData';
import type { LeftOut } from '../../files/shared/leftOut';
import type { Progress } from '../../files/shared/pace';
import type { Preview } from './preview';
import type { Wish } from './wish';

/** What the page and the reading worker say to one another. The data themselves stay in the worker. */

/** Where data come from: files that the visitor gives, or a name on the Hugging Face hub. */
export type Origin =
  | { readonly from: 'files'; readonly files: readonly GivenFile[] }
  | { readonly from: 'hub'; readonly name: string };

/** An origin as it is sent: files went ahead of it, under this number. */
export type SentOrigin =
  | { readonly from: 'files'; readonly files: number }
  | Extract<Origin, { from: 'hub' }>;

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

/** Data that the worker holds, ready to be trained on. */
export interface HeldFacts {
  /** Names these very data. */
  readonly key: string;
  readonly name: string;
  /** The data set of the page that they are for. */
  readonly part: OwnPart;
  readonly classes: number;
  readonly train: number;
  readonly heldOut: number;
  /** Whether near misses came with them. */
  readonly hasNearMisses: boolean;
  readonly bytes: number;
  readonly leftOut: readonly LeftOut[];
  readonly notes: readonly string[];
  /** Why they could not be kept in this browser, in a sentence; null if they were or were not to be. */
  readonly notKept: string | null;
}
