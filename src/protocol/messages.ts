import type { Experiment } from '../recipe/recipe';
import type { Answer, Embeddings, Evaluation } from './answers';
import type { DataShown } from './dataShown';
import type { BackendName, Device } from './device';
import type { Frame } from './frame';

/**
 * What the page and the worker say to one another: plain values and typed arrays, never tensors.
 * Every message after `open` names its run, so that what is late can be dropped.
 */

/**
 * Page to worker. Commands are obeyed in their order, but what a newer one makes of no use is not done:
 * an `open` or `change` before another one, with nothing asked in between; a frame before the next; and
 * what was asked of lanes that all start anew, which is answered by `superseded`.
 */
export type Command =
  /** Starts a run: a backend, the data, first weights, step 0 measured. */
  | { type: 'open'; run: number; experiment: Experiment; backend: BackendName | null }
  /**
   * What the visitor brought for a data set comes through this port, as one message of `Data`, or null
   * if it is gone. Sent before the `open` or `change` that needs it; `key` names these very data.
   */
  | { type: 'bring'; run: number; part: string; key: string; port: MessagePort }
  /** The experiment as it is now: knobs act at the next step, exchanged lanes start anew. */
  | { type: 'change'; run: number; experiment: Experiment }
  | { type: 'run'; run: number }
  | { type: 'pause'; run: number }
  /** Trains this many steps of every lane, then answers `done`. */
  | { type: 'step'; run: number; count: number; request: number }
  /** Every lane back to step 0, the very same start. */
  | { type: 'reset'; run: number }
  /** Most steps a second; null is as fast as possible. */
  | { type: 'speed'; run: number; stepsPerSecond: number | null }
  /** The held-out item whose negatives are shown. */
  | { type: 'anchor'; run: number; item: number }
  /** Answers `embeddings`. */
  | { type: 'embeddings'; run: number; lane: number; request: number }
  /** Answers `evaluation`: what is too slow to follow training. Training waits. */
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
  /** Training stopped by itself; what was shown stays. */
  | { type: 'stopped'; run: number; message: string; hint: string }
  /** The run can't go on at all. */
  | { type: 'failed'; run: number; message: string; hint: string }
  | { type: 'done'; run: number; request: number }
  /** What was asked was not done, because all lanes were to start anew meanwhile. */
  | { type: 'superseded'; run: number; request: number; message: string }
  | { type: 'embeddings'; run: number; request: number; embeddings: Embeddings }
  | { type: 'evaluation'; run: number; request: number; lanes: readonly Evaluation[] }
  | { type: 'answer'; run: number; request: number; lanes: readonly Answer[] };

/** What answers a command that has a `request`: the type of the report, by the type of the command. */
export interface ReplyTypes {
  step: 'done';
  embeddings: 'embeddings';
  evaluate: 'evaluation';
  ask: 'answer';
}

/** The report that answers such a command; it is `superseded` where all lanes start anew instead. */
export type Reply<T extends keyof ReplyTypes = keyof ReplyTypes> = Extract<
  Report,
  { type: ReplyTypes[T] }
>;
