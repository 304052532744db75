import { expect, test } from 'vitest';

const texts = Object.entries(
  import.meta.glob<string>(
    ['./**/*.ts', '../recipe/*.ts', '!./**/*.{test,testing}.ts', '!../recipe/*.{test,testing}.ts'],
    { query: '?raw', import: 'default', eager: true },
  ),
).map(([path, text]) => ({ file: pathOf('parts/rooms.test.ts', path), text }));

/** 'parts/text/search.ts' + '../data' -> 'parts/data' */
function pathOf(file: string, specifier: string): string {
  return new URL(specifier, `file:///${file}`).pathname.slice(1);
}

const files = new Set(texts.map(({ file }) => file));

/** Who imports whom, types included. */
const imports = texts.flatMap(({ file, text }) =>
  [...text.matchAll(/ from '(\.[^']*)'/g)].map(([, specifier = '']): readonly [string, string] => {
    const target = pathOf(file, specifier);
    const found = ['.ts', '/index.ts'].find((ending) => files.has(target + ending));
    return [file, target + found];
  }),
);

/** Arrows on a circle or between two: those left once every start and every end is taken away. */
function circlesIn(arrows: readonly (readonly [string, string])[]): string[] {
  const left = arrows.filter(
    ([from, to]) =>
      arrows.some(([, target]) => target === from) && arrows.some(([source]) => source === to),
  );
  if (left.length < arrows.length) return circlesIn(left);
  return left.map((arrow) => arrow.join(' -> '));
}

test('a circle would be found', () => {
  expect(imports.length).toBeGreaterThan(files.size);
  expect(imports.filter(([, target]) => !files.has(target))).toEqual([]);
  expect(circlesIn([...imports, ['parts/part.ts', 'parts/losses/loss.ts']])).not.toEqual([]);
});

test('no parts import one another in a circle, nor take types in one', () => {
  expect(circlesIn(imports)).toEqual([]);
});

test('rooms of parts lean on one another in one direction, and the ground on none', () => {
  const roomOf = (file: string) => /^(parts\/[^/]+|recipe)/.exec(file)?.[0] ?? file;
  const arrows = imports.map(([from, to]) => [roomOf(from), roomOf(to)] as const);
  const between = new Map(
    arrows.filter(([from, to]) => from !== to).map((arrow) => [arrow.join(), arrow]),
  );
  expect(circlesIn([...between.values()])).toEqual([]);
});
