import type { Scalar, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../part';
import { asCandidates, asRows, type Rows } from '../loss';
import { distanceAt, euclidean } from './distance';

/** The knobs of a loss over triplets. */
export interface TripletKnobs {
  readonly margin: Scalar;
  readonly distance: 'squaredEuclidean' | 'euclidean';
}

/** d(a,p) - d(a,n) + margin for every row and candidate, [N, Q, C]. */
export function violation(tf: Tf, rows: Rows, { margin, distance }: TripletKnobs): Tensor3D {
  if (distance === 'euclidean') {
    const apart = euclidean(tf, rows);
    return tf.add(tf.sub(asRows(tf, rows.positive(apart)), asCandidates(tf, apart)), margin);
  }
  const closer = tf.sub(
    asCandidates(tf, rows.similarity),
    asRows(tf, rows.positive(rows.similarity)),
  );
  return tf.add(tf.mul(closer, 2), margin);
}

type Values = { readonly [K in keyof TripletKnobs]: K extends 'margin' ? number : TripletKnobs[K] };

/** From the positive to where the margin ends. */
export const marginBand = {
  knob: 'margin',
  label: 'margin',
  unit: ({ distance }: Pick<Values, 'distance'>) => (distance === 'euclidean' ? null : 'squared'),
  range({ margin, distance }: Values, positiveSimilarity: number) {
    const positive = distanceAt(positiveSimilarity);
    if (distance === 'euclidean') return [positive, positive + margin] as const;
    return [positive, Math.sqrt(positive ** 2 + margin)] as const;
  },
  value({ distance }: Values, positiveSimilarity: number, edge: number) {
    const positive = distanceAt(positiveSimilarity);
    return distance === 'euclidean' ? edge - positive : edge ** 2 - positive ** 2;
  },
} as const;
