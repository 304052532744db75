import type { NearMisses, Scenes } from '../parts/data';
import type { Learned } from '../parts/datasets/learned';
import { type LiveMetricId, liveMetrics } from '../parts/metrics/live';
import type { Experiment } from '../recipe/recipe';

/**
 * What the page and the worker say to one another: plain values and typed arrays, never tensors.
 * Every message after `open` names its run, so that what is late can be dropped.
 */

export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

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

export interface Device {
  readonly backend: BackendName;
  /** What it runs on, as its driver names it. */
  readonly adapter: string;
  /** Why this rung of the ladder, in a sentence. */
  readonly reason: string;
  /** Whether a GPU trains: no processor, and no software that imitates one. */
  readonly isGpu: boolean;
}

/** What the page shows of the data. */
export interface DataShown {
  /** [height, width, channels] of an image, [features] of a point, [tokens] of a text. */
  readonly shape: readonly number[];
  readonly classNames: readonly string[];
  /** Look-alike group of each class. */
  readonly groups: readonly number[];
  readonly trainCount: number;
  /** Pairs given with the training items. */
  readonly trainPairs: number;
  /** Class of each held-out item. */
  readonly labels: Int32Array;
  /** Held-out items for thumbnails, [items, ...shape], `range` spread over 0..255; texts have none, or one of no meaning beside pictures. */
  readonly thumbnails: Uint8Array;
  /** What each held-out item says, [items], '' for a picture among texts; null where all are pictures. */
  readonly texts: readonly string[] | null;
  /** Words the encoder knows, behind two that stand for none; null where items are no texts. */
  readonly vocabulary: readonly string[] | null;
  /** How many words of a text are read at most; 0 where items are no texts. */
  readonly wordsRead: number;
  /** Pairs given with the held-out items, a query and its key by their numbers, [pairs * 2]. */
  readonly pairs: Int32Array | null;
  /** Near misses given with the held-out items, and the names of their kinds. */
  readonly nearMisses: (NearMisses & { readonly names: readonly string[] }) | null;
  /** The pictures that held-out items are pixels of; null where they are none. */
  readonly scenes: Scenes | null;
  /** The training items that sources may remember: their classes, thumbnails and texts as above. */
  readonly train: {
    readonly labels: Int32Array;
    readonly thumbnails: Uint8Array;
    readonly texts: readonly string[] | null;
  };
  readonly range: readonly [number, number];
  /** Chance of each held-out measure: that of an encoder that tells nothing apart. */
  readonly chance: Readonly<Partial<Record<MeasureId, number>>>;
}

/** All lanes at one moment. */
export interface Frame {
  /** Steps every lane has done; a lane that starts anew may lag behind (its own step says so). */
  readonly step: number;
  readonly training: boolean;
  /** Steps of all lanes together a second, over the last second of training; 0 at rest. */
  readonly stepsPerSecond: number;
  /** How steps run: replayed from a recording, or by ordinary operations, and why if not. */
  readonly steps: {
    readonly isReplayed: boolean;
    /** GPU dispatches of a replayed step of all lanes; 0 if it is not replayed. */
    readonly dispatches: number;
    /** Why steps can't be replayed where the engine could; null otherwise. */
    readonly reason: string | null;
  };
  /**
   * The lane that looks through all items before its next step, by its id, and how much of that is
   * done, 0..1; null: none does, or not for long.
   */
  readonly searching: { readonly lane: number; readonly share: number } | null;
  readonly lanes: readonly LaneFrame[];
}

export type MeasureId = StepMeasure | HeldOutMeasure | 'comparisons' | 'miningMs';

/** Measures of every training step, from the batch. */
export const stepMeasures = ['loss', 'activeShare', 'hardness', 'falseShare'] as const;
export type StepMeasure = (typeof stepMeasures)[number];

/** Measures of the held-out items. */
export type HeldOutMeasure = LiveMetricId;
export const heldOutMeasures = Object.keys(liveMetrics) as HeldOutMeasure[];

export interface LaneFrame {
  /** Id of the lane in the experiment. */
  readonly id: number;
  /** How often this lane has started anew: what came before another start is no longer its past. */
  readonly start: number;
  readonly step: number;
  /** Steps that have come since the last frame, one entry each. */
  readonly trace: StepTrace;
  /** Present when the held-out items were embedded since the last frame. */
  readonly picture: Picture | null;
}

export interface StepTrace {
  /** The step after which each entry was taken, counted from 1. */
  readonly steps: Int32Array;
  readonly measures: Readonly<Record<StepMeasure, Float32Array>>;
}

/** A lane seen from outside at one step. */
export interface Picture {
  readonly step: number;
  readonly measures: Readonly<Record<HeldOutMeasure, number>>;
  /** Vectors compared with one another at a step: anchors times candidates, and what a source adds. */
  readonly comparisons: number;
  /** Milliseconds a step spent choosing; null where the backend does not tell. */
  readonly miningMs: number | null;
  /** "16 classes x 4": the batch as it is. */
  readonly batch: string;
  /** Weights of the encoder. */
  readonly weightCount: number;
  readonly map: MapView;
  /** null before the first step: there was no batch yet. */
  readonly spectrum: Spectrum | null;
  readonly push: PushCurve | null;
  readonly anchor: AnchorView;
  /** Numbers that the lane's parts keep from step to step, as they are now. */
  readonly dials: readonly Dial[];
  /** How old the candidates are that were encoded at earlier steps; null: all are fresh. */
  readonly ages: Ages | null;
  /** Share of the candidates that the guard removed, 0..1; null before the first step. */
  readonly removed: number | null;
  /** What was learnt of the very problem the data pose; null where the map says it all. */
  readonly learned: Learned | null;
}

/** A number that a part keeps from step to step. */
export interface Dial {
  readonly label: string;
  /** What it is and on what it is measured, in a sentence. */
  readonly hint: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How many steps ago candidates were encoded. */
export interface Ages {
  readonly mean: number;
  readonly oldest: number;
  /** Counts in equal bins of 0..`oldest`. */
  readonly bins: Uint32Array;
}

/** Held-out items on the map. */
export interface MapView {
  /** 'circle': d = 2 as it is; 'sphere': d = 3 as it is; 'pca': two main directions. */
  readonly projection: 'circle' | 'sphere' | 'pca';
  /** 2, or 3 for the sphere. */
  readonly axes: 2 | 3;
  /** [items, axes], -32767..32767 for -1..1: one scale in all lanes. */
  readonly positions: Int16Array;
  /** Share of the variance the map shows, 0..1. */
  readonly varianceShown: number;
  /** Negatives that no item gave; null where the source makes none. */
  readonly synthetic: SyntheticView | null;
}

/**
 * Negatives that a source made itself, as it makes them for the anchor and the held-out items around
 * it: vectors between, beyond or instead of items. At most 64 are shown: those chosen for the anchor,
 * then the first others.
 */
export interface SyntheticView {
  /** What kind they are, as in "64 learned negatives". */
  readonly name: string;
  /** [shown, axes], as those of items. */
  readonly positions: Int16Array;
  /** How many of them were chosen for the anchor: the first ones. */
  readonly chosen: number;
  /** How many there are, shown or not. */
  readonly count: number;
}

/** How many pairs of the last training batch lie where, as counts in equal bins. */
export interface Spectrum {
  /** 'distance': Euclidean, 0..2. 'similarity': cosine, -1..1. */
  readonly axis: 'distance' | 'similarity';
  readonly low: number;
  readonly high: number;
  readonly positives: Uint32Array;
  /** Candidates the guard let through. */
  readonly candidates: Uint32Array;
  readonly chosen: Uint32Array;
  /** Chosen that truly are of the anchor's class. */
  readonly chosenFalse: Uint32Array;
  /** Where the margin or the temperature stands on the axis, if the loss has one: from and to. */
  readonly band: { readonly label: string; readonly from: number; readonly to: number } | null;
}

/** The mean push on a candidate at each similarity, measured on the last training batch. */
export interface PushCurve {
  /**
   * Mean d loss / d similarity times N of a candidate, in equal bins of cosine -1..1: below 0 where the
   * loss draws candidates closer. NaN: none there.
   */
  readonly push: Float32Array;
  /** Mean cosine of the positives. */
  readonly positive: number;
}

/** One held-out item as anchor among a held-out batch, under the lane's own selection and loss. */
export interface AnchorView {
  readonly item: number;
  readonly positive: number;
  readonly positiveSimilarity: number;
  /**
   * Candidates, most similar first: a held-out item by its number, training item t as -2 - t, and
   * -1 for a vector that no item gave.
   */
  readonly candidates: Int32Array;
  readonly similarity: Float32Array;
  /** 1 where the lane's selection chose it for this anchor and positive. */
  readonly chosen: Uint8Array;
  /** 1 where it truly is of the anchor's class. */
  readonly isFalse: Uint8Array;
  /** d loss / d similarity of this row, as a share of the pull on its positive; below 0: pulled too. */
  readonly push: Float32Array;
}

export interface Embeddings {
  readonly step: number;
  /** d */
  readonly dimensions: number;
  /** Unit rows, [items, d]. */
  readonly values: Float32Array;
  readonly labels: Int32Array;
}

/** Measured on demand; accuracies, NMI, AMI and ARI on the held-out items. */
export const evaluated = [
  'knnAccuracy',
  'linearProbe',
  'linearProbeFewLabels',
  'fineTunedFewLabels',
  'fineTunedFromScratch',
  'normalisedMutualInformation',
  'adjustedMutualInformation',
  'adjustedRandIndex',
] as const;

/** A lane as it stands at one step, measured at leisure. */
export interface Evaluation {
  /** Id of the lane. */
  readonly id: number;
  readonly step: number;
  /** How many labels of each class "few labels" are. */
  readonly labelsPerClass: number;
  /**
   * Whose labels kNN, probe and fine-tuning learn: those of the training items; of part of the held-out
   * items, as their classes were never trained on; or nobody's, as there are too few of each class.
   */
  readonly labelsFrom: 'train' | 'heldOut' | 'none';
  /** NaN: undefined. `fineTunedFromScratch` starts from the lane's first weights instead. */
  readonly values: Readonly<Record<(typeof evaluated)[number], number>>;
}

/** How a lane's encoder sees the texts it was asked about, at one step. */
export interface Answer {
  /** Id of the lane. */
  readonly id: number;
  readonly step: number;
  /** Cosine of each text with each, [texts * texts]. */
  readonly cosines: Float32Array;
  readonly texts: readonly AnsweredText[];
}

/** One text among the held-out items that answer: all of them, or with pairs all that do not only ask. */
export interface AnsweredText {
  /** Its words that the encoder does not know, each once: all of them are one and the same to it. */
  readonly unknown: readonly string[];
  /** Its last words, which the encoder does not read because the text is too long. */
  readonly unread: readonly string[];
  /** How many items there are to find. */
  readonly among: number;
  /** The nearest of them, nearest first. */
  readonly nearest: readonly Found[];
  /** Those that answer it for certain, nearest first, if it is a held-out query word for word. */
  readonly right: readonly Found[];
}

export interface Found {
  /** Number of a held-out item. */
  readonly item: number;
  /** From 1, the nearest; of items as near as one another the lower comes first. */
  readonly rank: number;
  readonly cosine: number;
}
