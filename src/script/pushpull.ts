import type { Answer, Evaluation } from '../protocol/answers';
import type { BackendName } from '../protocol/device';
import type { HeldOutMeasure } from '../protocol/measures';
import type { Choices, Look } from '../protocol/reading/look';

/** Parts and knobs under the names that links use. */
export type FlatRecipe = Readonly<Record<string, string | number>>;

/** Changes for all lanes, and for each lane in its place. */
export interface RecipeChange {
  readonly shared?: FlatRecipe;
  readonly lanes?: readonly FlatRecipe[];
}

/**
 * The latest measurements of a lane, as plain JSON; null for NaN and for what is not measured yet.
 */
export interface ScriptReport extends Readonly<Record<HeldOutMeasure, number | null>> {
  readonly step: number;
  readonly loss: number | null;
  readonly activeShare: number | null;
  readonly hardness: number | null;
  readonly falseShare: number | null;
  readonly comparisons: number | null;
  readonly miningMs: number | null;
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

/** `globalThis.pushpull`: the page for the console, for scripts and for embedding pages. */
export interface Pushpull {
  /**
   * Reading gives what all lanes share and each lane whole, under the names links use. Setting
   * takes any part of it: `pushpull.recipe = { loss: 'ntXent' }` for all lanes, or
   * `{ shared: { seed: 3 }, lanes: [{ selection: 'hardest' }, {}] }` for as many lanes as named.
   */
  get recipe(): { readonly shared: FlatRecipe; readonly lanes: readonly FlatRecipe[] };
  set recipe(change: FlatRecipe | RecipeChange);
  run(): void;
  pause(): void;
  /** Trains this many steps of every lane; resolves when they are done and measured. */
  step(count?: number): Promise<void>;
  /** Every lane goes back to the same start; resolves when it is there. */
  reset(): Promise<void>;
  /** @throws RangeError if there is no such lane */
  report(lane?: number): ScriptReport;
  /**
   * Held-out embeddings of a lane as it is: unit rows, [items][d], the class of each by its number
   * in `classNames`, and where each item comes from ("reviews.csv, line 12"; null: not known).
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
   * @throws RangeError if items are not texts, or for more than 32 texts
   */
  ask(texts: readonly string[], count?: number): Promise<readonly ScriptAnswer[]>;
}

/** Files of a script: those of a file picker, or texts and blobs by their names. */
export type ScriptFiles = Iterable<File> | Readonly<Record<string, Blob | string>>;

/** Held-out embeddings, as plain JSON. */
export interface ScriptEmbeddings {
  readonly step: number;
  readonly embeddings: number[][];
  readonly labels: number[];
  readonly classNames: readonly string[];
  readonly ids: readonly (string | null)[];
}

/** A lane's answer, as plain JSON. */
export interface ScriptAnswer extends Pick<Answer, 'step' | 'texts'> {
  /** [texts][texts] */
  readonly cosines: readonly (readonly number[])[];
}

declare global {
  var pushpull: Pushpull;
}
