import type { Answer, Evaluation } from '../protocol/answers';
import type { BackendName } from '../protocol/device';
import type { HeldOutMeasure, StepMeasure } from '../protocol/measures';
import type { Choices, Look } from '../protocol/reading/look';

/** Parts and knobs under the names that links use. */
export type FlatRecipe = Readonly<Record<string, string | number>>;

/** Changes for all lanes, and for each lane in its place. */
export interface RecipeChange {
  readonly shared?: FlatRecipe;
  readonly lanes?: readonly FlatRecipe[];
}

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/**
 * The latest measurements of a lane, as plain JSON; null for NaN and for what is not measured yet.
 */
export interface ScriptReport
  extends Readonly<Record<HeldOutMeasure | StepMeasure, number | null>> {
  readonly step: number;
  /** Comparisons of two vectors per step. */
  readonly comparisons: number | null;
  /** Milliseconds that the last step spent choosing negatives. */
  readonly miningMs: number | null;
  /** Share of the candidates that the guard removed, 0..1. */
  readonly removed: number | null;
  /** Share of the variance that the map shows, 0..1. */
  readonly varianceShown: number | null;
  /** How many steps ago candidates were encoded; null if all are fresh. */
  readonly meanAge: number | null;
  readonly oldestAge: number | null;
  /** Number of weights of the encoder. */
  readonly weightCount: number | null;
  /** The batch as it is: "16 classes x 4". */
  readonly batch: string | null;
  /** Numbers that the lane's parts keep from step to step, by their label. */
  readonly dials: Readonly<Record<string, number | null>>;
  /** Figures of the problem that the data pose, such as the ARI of cells; null without a lens. */
  readonly learned: Json;
  /**
   * Mean push on a candidate in equal bins of cosine -1..1 (null: no candidate there), and the mean
   * cosine of the positives.
   */
  readonly push: {
    readonly positive: number | null;
    readonly push: readonly (number | null)[];
  } | null;
  readonly histogram: {
    readonly axis: 'distance' | 'similarity';
    readonly low: number;
    readonly high: number;
    readonly positives: readonly number[];
    readonly candidates: readonly number[];
    readonly chosen: readonly number[];
    readonly chosenFalse: readonly number[];
  } | null;
  readonly backend: BackendName | null;
  readonly adapter: string | null;
  readonly stepsPerSecond: number;
  /** Whether steps are replayed from a recording, with how many dispatches, or why not. */
  readonly replay: { isReplayed: boolean; dispatches: number; reason: string | null } | null;
}

/** Every measure since the lane last started: the steps it was taken at, and its values. */
export type ScriptHistory = Readonly<
  Record<
    HeldOutMeasure | StepMeasure,
    { readonly steps: readonly number[]; readonly values: readonly (number | null)[] }
  >
>;

/** Held-out items as a lane sees them. */
export interface ScriptEmbeddings {
  readonly step: number;
  /** Unit rows, [items][d]. */
  readonly embeddings: readonly (readonly number[])[];
  /** The number of each held-out item, as `ask` names them. */
  readonly items: readonly number[];
  /** The class of each, as a place in `classNames`. */
  readonly labels: readonly number[];
  readonly classNames: readonly string[];
  /** Where each item comes from, such as "reviews.csv, line 12"; null: not known. */
  readonly ids: readonly (string | null)[];
}

/** `globalThis.pushpull`: the page for the console, for scripts and for embedding pages. */
export interface Pushpull {
  /** The version of the page. */
  readonly version: string;
  /**
   * Reading gives what all lanes share and each lane whole, under the names links use. Setting
   * takes any part of it: `pushpull.recipe = { loss: 'ntXent' }` for all lanes, or
   * `{ shared: { seed: 3 }, lanes: [{ selection: 'hardest' }, {}] }` for as many lanes as named.
   * @throws RangeError in words for what can't be taken as it is; nothing has then changed
   */
  get recipe(): { readonly shared: FlatRecipe; readonly lanes: readonly FlatRecipe[] };
  set recipe(change: FlatRecipe | RecipeChange);
  /** Trains until `pause`. What is asked before the engine has started waits for it. */
  run(): void;
  /** Stops training; steps that were asked for and are not done reject: "Paused at step 12." */
  pause(): void;
  /**
   * Trains this many steps of every lane; resolves when they are done, measured and shown. Rejects
   * with a sentence if they are not done.
   */
  step(count?: number): Promise<void>;
  /** Every lane goes back to the same start; resolves when it is there. */
  reset(): Promise<void>;
  /** @throws RangeError if there is no such lane */
  report(lane?: number): ScriptReport;
  /** The curves of a lane. @throws RangeError if there is no such lane */
  history(lane?: number): ScriptHistory;
  /**
   * Held-out embeddings of a lane as it is: unit rows, [items][d], the class of each by its number
   * in `classNames`, and where each item comes from ("reviews.csv, line 12"; null: not known).
   * @throws RangeError if there is no such lane
   */
  embeddings(lane?: number): Promise<ScriptEmbeddings>;
  /**
   * What is in files, before anything is replaced: as the page's own preview has it, as plain JSON.
   * `choices` answer its questions and change how the files are read.
   * @throws Error with a sentence if nothing can be read of them
   */
  look(files: ScriptFiles, choices?: Choices): Promise<Look>;
  /**
   * Trains on these files from now on, as after “Train on these”. Resolves to what was looked at.
   * @throws UndecidedError with the question that has to be answered first; Error with a sentence
   * if the files can't be used. Nothing is replaced then.
   */
  bring(files: ScriptFiles, choices?: Choices): Promise<Look>;
  /**
   * The measurements that are too slow to follow training, for every lane as it stands: kNN and
   * linear probe from the training items, with all labels and with few; accuracy after fine-tuning
   * with few labels, from here and from the first weights; NMI, AMI and ARI of k-means clusters. If
   * the held-out classes were never trained on, part of the held-out items gives the labels
   * (`labelsFrom`). Takes some seconds.
   */
  evaluate(): Promise<readonly Omit<Evaluation, 'id'>[]>;
  /**
   * How every lane, as it stands, sees texts of your own: the cosine of each text with each, the
   * `count` held-out items nearest to each with rank and cosine, and the words its encoder does not
   * know or does not read. `right`: the known answers, if the text is a held-out query word for
   * word. In data with pairs, items that are only queries are not searched.
   * @throws RangeError if items are not texts, or for anything but a list of at most 32 texts
   */
  ask(texts: readonly string[], count?: number): Promise<readonly ScriptAnswer[]>;
}

/** Files of a script: those of a file picker, or texts and blobs by their names. */
export type ScriptFiles = Iterable<File> | Readonly<Record<string, Blob | string>>;

/** A lane's answer, as plain JSON. */
export interface ScriptAnswer extends Pick<Answer, 'step' | 'texts'> {
  /** [texts][texts] */
  readonly cosines: readonly (readonly number[])[];
}

declare global {
  var pushpull: Pushpull;
}
