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

/** The slow measurements of one lane, taken at one step. */
export interface Evaluation {
  /** Id of the lane. */
  readonly id: number;
  readonly step: number;
  /** How many labels of each class "few labels" are. */
  readonly labelsPerClass: number;
  /**
   * Whose labels kNN, probe and fine-tuning learn from. 'train': the training items. 'heldOut':
   * part of the held-out items, because their classes were never trained on. 'none': there are too
   * few items of each class.
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

/**
 * One text among the held-out items that can answer it: all of them or, in data with pairs, all that
 * are not only queries.
 */
export interface AnsweredText {
  /**
   * Its words that the encoder does not know, each once. The encoder reads all of them as the same
   * word.
   */
  readonly unknown: readonly string[];
  /** Its last words, which the encoder does not read if the text is too long. */
  readonly unread: readonly string[];
  /** How many items are ranked. */
  readonly among: number;
  /** The nearest of them, nearest first. */
  readonly nearest: readonly RankedItem[];
  /**
   * The known right answers, nearest first, if the text is a held-out query word for word; else
   * empty.
   */
  readonly right: readonly RankedItem[];
}

export interface RankedItem {
  /** Number of a held-out item. */
  readonly item: number;
  /** Rank counted from 1, the nearest. Of items equally near, the lower number comes first. */
  readonly rank: number;
  readonly cosine: number;
}
