import { parseAst } from 'vite';
import { expect, test } from 'vitest';
import { kinds } from './kinds';

/**
 * Files that go by the properties of parts, never by their names, so a new part needs no edit
 * there.
 */
const sources = import.meta.glob<string>(
  [
    './rules.ts',
    './disguises.ts',
    '../engine/step/plan.ts',
    '../engine/step/constants.ts',
    '../ui/common/scope.ts',
    '../words/recipeNotes.ts',
  ],
  { query: '?raw', import: 'default', eager: true },
);

/** Strings of other tables that happen to be a part's key as well. */
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  // What the terms of a loss are made of, where it reads no negatives.
  './rules.ts': ['none'],
  // The anchors of a loss.
  '../engine/step/constants.ts': ['all'],
};

const partIds = new Set(Object.values(kinds).flatMap(({ parts }) => Object.keys(parts)));

/** Every string that stands in a source text. */
function stringsOf(text: string): Set<string> {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child);
    else if (node && typeof node === 'object') {
      const { type, value } = node as { type?: unknown; value?: unknown };
      if (type === 'Literal' && typeof value === 'string') found.add(value);
      visit(Object.values(node));
    }
  };
  visit(parseAst(text, { lang: 'ts' }));
  return found;
}

test('the files are found, and a name in one would be', () => {
  expect(Object.keys(sources)).toHaveLength(6);
  expect([...stringsOf("if (recipe.parts.loss === 'hcl') throw `x`;")]).toEqual(['hcl']);
  for (const id of ['hcl', 'nearMisses', 'all']) expect(partIds.has(id)).toBe(true);
});

test.each(Object.entries(sources))('%s names no part', (file, text) => {
  const named = [...stringsOf(text)].filter((one) => partIds.has(one));
  expect(named.sort()).toEqual(OTHER_WORDS[file] ?? []);
});
