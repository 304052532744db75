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
  readonly nearest: readonly RankedItem[];
  /** Those that answer it for certain, nearest first, if it is a held-out query word for word. */
  readonly right: readonly RankedItem[];
}

export interface RankedItem {
  /** Number of a held-out item. */
  readonly item: number;
  /** From 1, the nearest; of items as near as one another the lower comes first. */
  readonly rank: number;
  readonly cosine: number;
}
