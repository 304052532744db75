import type { Experiment } from '../recipe/recipe';
import type { Answer, Embeddings, Evaluation } from './answers';
import type { DataShown } from './dataShown';
import type { BackendName, Device } from './device';
import type { Frame } from './frame';

/**
 * What the page and the worker say to one another: plain values and typed arrays, never tensors.
 * Every message names its run, so that late ones can be dropped.
 */

/**
 * Page to worker. Commands are obeyed in order, but superseded ones are skipped: an `open` or
 * `change` that another follows with no request in between; a frame that a newer one follows; and
 * requests to lanes that all start anew, which are answered by `superseded`.
 */
export type Command =
  /** Starts a run: a backend, the data, first weights, step 0 measured. */
  | { type: 'open'; run: number; experiment: Experiment; backend: BackendName | null }
  /**
   * The port delivers the visitor's data for this data set: one message with `Data`, or null if the
   * data are gone. Sent before the `open` or `change` that needs it. `key` identifies the data.
   */
  | { type: 'bring'; run: number; part: string; key: string; port: MessagePort }
  /** The experiment as it is now: knobs act at the next step, exchanged lanes start anew. */
  | { type: 'change'; run: number; experiment: Experiment }
  | { type: 'run'; run: number }
  | { type: 'pause'; run: number }
  /** Trains this many steps of every lane, then answers `done`. */
  | { type: 'step'; run: number; count: number; request: number }
  /** Every lane goes back to step 0, with the same start. */
  | { type: 'reset'; run: number }
  /** Most steps a second; null is as fast as possible. */
  | { type: 'speed'; run: number; stepsPerSecond: number | null }
  /** The held-out item whose negatives are shown. */
  | { type: 'anchor'; run: number; item: number }
  /** Answers `embeddings`. */
  | { type: 'embeddings'; run: number; lane: number; request: number }
  /** Answers `evaluation`: measurements too slow to follow training, which waits meanwhile. */
  | { type: 'evaluate'; run: number; request: number }
  /** Answers `answer`: how every lane sees these texts, and the `count` held-out items nearest to each. */
  | { type: 'ask'; run: number; request: number; texts: readonly string[]; count: number }
  /** The page has drawn the last frame and is ready for the next. */
  | { type: 'drawn'; run: number };

/** Worker to page. */
export type Report =
  | { type: 'starting'; run: number; doing: string; done: number; of: number }
  | { type: 'ready'; run: number; device: Device; data: DataShown }
  | { type: 'frame'; run: number; frame: Frame }
  /** Something the visitor should know; training goes on. */
  | { type: 'notice'; run: number; message: string }
  /** Training stopped by itself; the last picture stays. */
  | { type: 'stopped'; run: number; message: string; hint: string }
  /** The run can't go on at all. */
  | { type: 'failed'; run: number; message: string; hint: string }
  | { type: 'done'; run: number; request: number }
  /** The request was not carried out, because all lanes were to start anew. */
  | { type: 'superseded'; run: number; request: number; message: string }
  | { type: 'embeddings'; run: number; request: number; embeddings: Embeddings }
  | { type: 'evaluation'; run: number; request: number; lanes: readonly Evaluation[] }
  | { type: 'answer'; run: number; request: number; lanes: readonly Answer[] };

/** Type of the report that answers each type of command with a `request`. */
export interface ReplyTypes {
  step: 'done';
  embeddings: 'embeddings';
  evaluate: 'evaluation';
  ask: 'answer';
}

/** The report that answers such a command, unless `superseded` comes in its place. */
export type Reply<T extends keyof ReplyTypes = keyof ReplyTypes> = Extract<
  Report,
  { type: ReplyTypes[T] }
>;
