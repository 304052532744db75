import { expect, test } from 'vitest';
import type { Column } from '../../../protocol/reading/preview';
import { firstRoles, KINDS, kindsFor, type RolesKind } from './roleChoices';

const column = (name: string, holds: Column['holds'], meanLength: number, distinct: number) => ({
  ...{ name, holds, meanLength, distinct, filled: 100, examples: [], values: [] },
  ...{ missing: 0, marks: [], meanWords: 1, numbers: null, lists: null, use: '' },
});

const text = column('body', 'text', 60, 100);
const title = column('title', 'text', 12, 100);
const label = column('kind', 'text', 5, 3);
const width = column('width', 'numbers', 4, 90);
const height = column('height', 'numbers', 4, 90);

test('the longest column is the text, the one with the fewest values the label', () => {
  expect(firstRoles('texts', [title, text, label])).toEqual({
    kind: 'texts',
    text: 'body',
    label: 'kind',
  });
});

test('pairs are the first two columns of text, in their order', () => {
  expect(firstRoles('pairs', [width, title, text])).toMatchObject({
    query: 'title',
    passage: 'body',
  });
});

test('all columns of numbers but the label make a point', () => {
  expect(firstRoles('points', [width, height, label])).toEqual({
    kind: 'points',
    features: ['width', 'height'],
    label: 'kind',
  });
});

test('a table is offered only as what its columns can be', () => {
  expect(kindsFor([text, label])).toEqual(['texts', 'pairs']);
  expect(kindsFor([width, label])).toContain('points');
  expect(kindsFor([column('scan', 'pictures', 0, 100), label])).toContain('pictures');
  for (const kind of kindsFor([text, width, label])) expect(KINDS[kind as RolesKind]).toBeTruthy();
});
