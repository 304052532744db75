import { expect, test } from 'vitest';
import { heldOutCaptions, labelOfCaption, standingTo } from './meaning';
import { answerTo, fourOf } from './oddQuestion';

const data = {
  classNames: [
    'a red ring and a blue cross on sand',
    'a blue ring and a red cross on sand',
    'a red ring and a blue cross on sky',
  ],
  labels: Int32Array.from([0, 0, 1, 1, 2, 2]),
  texts: [
    '',
    'a red ring and a blue cross on sand',
    '',
    'a red cross and a blue ring on sand',
    '',
    'a blue cross and a red ring on sky',
  ],
  vocabulary: ['', '(unknown)', 'red', 'blue', 'ring', 'cross', 'and', 'on', 'sand', 'sky'],
};

test('a caption is known by the words the encoder reads, whatever stands between them', () => {
  expect(labelOfCaption('The red ring and the blue cross, on the sand!', data)).toBe(0);
  expect(labelOfCaption('a red cross and a blue ring on sand', data)).toBe(1);
  expect(labelOfCaption('a red cross', data)).toBe(-1);
  expect(labelOfCaption('', data)).toBe(-1);
});

test('the same words about other shapes are swapped, other words are another thing', () => {
  expect([0, 1, 2].map(standingTo(0, data))).toEqual(['right', 'swapped', 'other']);
  expect([0, 1, 2].map(standingTo(-1, data))).toEqual(['other', 'other', 'other']);
});

test('held-out captions come once each, pictures are none', () => {
  expect(heldOutCaptions(data)).toHaveLength(3);
});

test('the odd one out is the one whose meaning no other has; a tie is said to be one', () => {
  const odd = {
    questions: Int16Array.from([0, 1, 2, 0, 2, 3, 3, 5]),
    picked: Uint8Array.from([2, 4]),
    right: 1,
    count: 2,
  };
  expect(fourOf(odd, 1)).toEqual([2, 3, 3, 5]);
  expect(answerTo({ odd }, 0, data.labels)).toEqual({ picked: 'C', odd: 'C', isRight: true });
  expect(answerTo({ odd }, 1, data.labels)).toEqual({ picked: null, odd: 'D', isRight: false });
});
