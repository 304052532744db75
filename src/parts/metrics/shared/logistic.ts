import { minimise } from './lbfgs';
import { similarities } from './similarities';

/** A multinomial logistic regression on standardised features. */
export interface Classifier {
  /** Labels it tells apart, ascending, [classes]. */
  readonly classes: readonly number[];
  /** Mean and standard deviation of each feature where it was fitted, [d]; 1 where none varies. */
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
  /** Weights of each class on standardised features, and its bias last, [classes, d + 1]. */
  readonly weights: Float64Array;
}

/** Largest entry of the gradient that is left at the minimum. */
const TOLERANCE = 1e-4;

/**
 * Fits rows [n, d] and labels [n], n > 0: the only minimum of the sum of cross-entropies plus half
 * the sum of squared weights, biases free: an L2 penalty of C = 1 in the usual convention.
 */
export function fitLogistic(rows: Float64Array, labels: Int32Array, d: number): Classifier {
  const n = labels.length;
  const classes = [...new Set(labels)].sort((a, b) => a - b);
  const moments = momentsOf(rows, n, d);
  const features = standardised(rows, d, moments);
  const columns = transposed(features, d + 1);
  const targets = labels.map((label) => classes.indexOf(label));
  const objective = (weights: Float64Array, gradient: Float64Array): number => {
    const scores = similarities(features, weights, d + 1);
    let loss = 0;
    targets.forEach((target, item) => {
      const own = scores.subarray(item * classes.length, (item + 1) * classes.length);
      const score = own[target] as number;
      loss += softmax(own) - score;
      own[target] = (own[target] as number) - 1;
    });
    gradient.set(similarities(transposed(scores, classes.length), columns, n));
    weights.forEach((weight, at) => {
      if (at % (d + 1) === d) return;
      loss += (weight * weight) / 2;
      gradient[at] = (gradient[at] as number) + weight;
    });
    return loss;
  };
  const weights = minimise(objective, new Float64Array(classes.length * (d + 1)), TOLERANCE);
  return { classes, ...moments, weights };
}

/** The label with the highest score for each row, [n]; ties go to the lower one. */
export function classify(classifier: Classifier, rows: Float64Array, d: number): Int32Array {
  const { classes, weights } = classifier;
  const scores = similarities(standardised(rows, d, classifier), weights, d + 1);
  return Int32Array.from({ length: rows.length / d }, (_, item) => {
    const own = scores.subarray(item * classes.length, (item + 1) * classes.length);
    return classes[own.indexOf(greatest(own))] as number;
  });
}

/** Turns scores into probabilities, in place, and returns the log of the sum of e to the scores. */
function softmax(scores: Float64Array): number {
  const most = greatest(scores);
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    const odds = Math.exp((scores[c] as number) - most);
    scores[c] = odds;
    sum += odds;
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] as number) / sum;
  return most + Math.log(sum);
}

type Moments = Pick<Classifier, 'mean' | 'deviation'>;

function momentsOf(rows: Float64Array, n: number, d: number): Moments {
  const mean = new Float64Array(d);
  const variance = new Float64Array(d);
  rows.forEach((value, at) => {
    mean[at % d] = (mean[at % d] as number) + value / n;
  });
  rows.forEach((value, at) => {
    variance[at % d] = (variance[at % d] as number) + (value - (mean[at % d] as number)) ** 2 / n;
  });
  // What is left of a constant feature is rounding, and must not be blown up to unit variance.
  const deviation = variance.map((own, i) =>
    own > 1e-20 * (1 + (mean[i] as number) ** 2) ? Math.sqrt(own) : 1,
  );
  return { mean, deviation };
}

/** Features of mean 0 and variance 1, then the constant 1 that biases act on, [n, d + 1]. */
function standardised(rows: Float64Array, d: number, { mean, deviation }: Moments): Float64Array {
  const features = new Float64Array((rows.length / d) * (d + 1)).fill(1);
  rows.forEach((value, at) => {
    const axis = at % d;
    features[at + Math.floor(at / d)] =
      (value - (mean[axis] as number)) / (deviation[axis] as number);
  });
  return features;
}

/** Columns of rows of this width, laid end to end. */
function transposed(rows: Float64Array, width: number): Float64Array {
  const n = rows.length / width;
  const result = new Float64Array(rows.length);
  for (let item = 0; item < n; item++)
    for (let i = 0; i < width; i++) result[i * n + item] = rows[item * width + i] as number;
  return result;
}

function greatest(values: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > most) most = value;
  return most;
}
