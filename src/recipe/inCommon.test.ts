import { expect, test } from 'vitest';
import { inCommon } from './inCommon';
import { readLink } from './link';

const of = (link: string) => inCommon(readLink(link).recipes);

test('lanes that differ in their negatives alone share first weights and batches', () => {
  expect(of('lanes=selection:hardest,random')).toEqual({ weights: true, batches: true });
  expect(of('')).toEqual({ weights: true, batches: true });
});

test('lanes of two encoders or embeddings are not said to share first weights', () => {
  expect(of('lanes=encoder:mlp,smallCnn')).toEqual({ weights: false, batches: true });
  expect(of('lanes=embedding:3,32')).toEqual({ weights: false, batches: true });
});

test('lanes that draw positives otherwise are not said to share batches', () => {
  expect(of('lanes=samples:2,4')).toEqual({ weights: true, batches: false });
  expect(of('data=digits&lanes=positives:label,views')).toEqual({ weights: true, batches: false });
});
