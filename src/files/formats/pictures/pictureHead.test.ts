import { expect, test } from 'vitest';
import { pictureHead } from './pictureHead';

test.each<[string, number[], ReturnType<typeof pictureHead>]>([
  [
    'GIF',
    [...'GIF89a'].map((c) => c.charCodeAt(0)).concat(5, 0, 7, 1),
    { type: 'gif', size: { width: 5, height: 263 } },
  ],
  [
    'JPEG',
    [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 17, 8, 1, 2, 3, 4, 3],
    { type: 'jpeg', size: { height: 258, width: 772 } },
  ],
  ['JPEG cut off', [0xff, 0xd8, 0xff, 0xe0, 0, 4], { type: 'jpeg', size: null }],
  ['none', [1, 2, 3], null],
])('the first bytes of a file say what it is: %s', (_, bytes, head) => {
  expect(pictureHead(Uint8Array.from(bytes))).toEqual(head);
});
