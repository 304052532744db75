import { expect, test } from 'vitest';
import { type KindId, kindIds, kinds } from '../../recipe/kinds';
import { textsOf } from './partTexts';

const parts = kindIds.flatMap((kind: KindId) =>
  Object.entries(kinds[kind].parts).map(([id, part]) => ({ kind, id, part })),
);

test.each(parts)(
  'the panel about $kind $id has the formula, advice and paper of the part',
  ({ kind, id, part: { formula, advice, paper } }) => {
    expect({
      formula: undefined,
      advice: undefined,
      paper: undefined,
      ...textsOf(kind, id),
    }).toEqual({
      formula,
      advice,
      paper,
    });
  },
);

test('a part that does not exist has no texts', () => {
  expect(textsOf('loss', 'none')).toEqual({});
});
