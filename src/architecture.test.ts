import { parseAst } from 'vite';
import { expect, test } from 'vitest';

/** Which folder of src may import which. A folder may always import itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  parts: [],
  recipe: ['parts'],
  protocol: ['parts/metrics/live'],
  engine: [
    'parts',
    'recipe',
    'protocol/measures',
    'protocol/answers',
    'protocol/anotherTask',
    'files',
  ],
  numbers: [],
  state: ['recipe', 'protocol'],
  script: ['recipe', 'protocol', 'state'],
  plots: ['numbers'],
  words: ['parts', 'recipe', 'numbers'],
  ui: ['parts', 'recipe', 'protocol', 'state', 'plots', 'files', 'words', 'numbers'],
  files: ['parts'],
  main: ['ui', 'state', 'script'],
};

/**
 * Whose types a folder may name beyond that. Plots draw what pictures hold, so their inputs are types of
 * the protocol and of what was learnt from data.
 */
const MAY_NAME: Record<string, readonly string[]> = {
  protocol: ['parts', 'recipe', 'files'],
  engine: ['protocol'],
  state: ['parts', 'files'],
  script: ['protocol'],
  plots: ['protocol', 'parts'],
  words: ['protocol', 'state'],
};

/** Packages that only these files may import at run time; `import type` is free everywhere. */
const OWNED_PACKAGES: Record<string, readonly string[]> = {
  '@tensorflow/': ['engine/'],
  'zustand/vanilla': ['state/', 'ui/ownData/'],
  react: ['plots/', 'ui/', 'main.tsx'],
};

/**
 * Every module a source text imports at run time: static imports, re-exports and import(); `withTypes`
 * those it only takes types from as well.
 */
function importsOf(file: string, text: string, withTypes = false): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child);
    else if (node && typeof node === 'object') {
      const { type = '', source, ...rest } = node as Record<string, unknown> & { type?: string };
      const specifier = (source as { value?: unknown } | null | undefined)?.value;
      const isType = rest.importKind === 'type' || rest.exportKind === 'type';
      if (/^(Import|Export)/.test(type) && typeof specifier === 'string' && (withTypes || !isType))
        found.push(specifier);
      visit(Object.values(rest));
    }
  };
  visit(parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }));
  return found;
}

/** 'ui/App.tsx' + '../engine/trainer' -> 'engine/trainer' */
const resolve = (file: string, specifier: string) =>
  new URL(specifier, `file:///${file}`).pathname.slice(1);

const sources = Object.entries(
  import.meta.glob<string>(
    ['./**/*.{ts,tsx}', '!./**/*.test.{ts,tsx}', '!./**/*.testing.ts', '!./**/testing/**'],
    {
      query: '?raw',
      import: 'default',
      eager: true,
    },
  ),
).map(([path, text]) => ({ file: path.slice(2), text }));

test.each(sources)('$file imports only what its folder may', ({ file, text }) => {
  const folder = file.includes('/') ? file.slice(0, file.indexOf('/')) : 'main';
  const allowed = [folder, ...(MAY_IMPORT[folder] ?? [])];
  const offending = importsOf(file, text)
    .filter((specifier) => specifier.startsWith('.') && !specifier.endsWith('.css'))
    .map((specifier) => resolve(file, specifier))
    .filter((target) => !allowed.some((root) => `${target}/`.startsWith(`${root}/`)));
  expect(offending, `${file}: ${folder}/ may import only ${allowed.join(', ')}`).toEqual([]);
});

test.each(sources)('$file names only types that its folder may', ({ file, text }) => {
  const folder = file.includes('/') ? file.slice(0, file.indexOf('/')) : 'main';
  const allowed = [folder, ...(MAY_IMPORT[folder] ?? []), ...(MAY_NAME[folder] ?? [])];
  const offending = importsOf(file, text, true)
    .filter((specifier) => specifier.startsWith('.') && !specifier.endsWith('.css'))
    .map((specifier) => resolve(file, specifier))
    .filter((target) => !allowed.some((root) => `${target}/`.startsWith(`${root}/`)));
  expect(offending).toEqual([]);
});

test('what serves tests is imported by nothing that ships', () => {
  const offending = sources.filter(({ file, text }) =>
    importsOf(file, text).some((specifier) => /\.testing$|\/testing\//.test(specifier)),
  );
  expect(offending.map(({ file }) => file)).toEqual([]);
});

test.each(sources)('$file leaves owned packages to their owners', ({ file, text }) => {
  const offending = importsOf(file, text).filter((specifier) =>
    Object.entries(OWNED_PACKAGES).some(
      ([name, owners]) =>
        specifier.startsWith(name) && !owners.some((owner) => file.startsWith(owner)),
    ),
  );
  expect(offending).toEqual([]);
});

/** Folders without circles, of files or of folders. Whoever clears another one adds it here. */
const CLEAR = ['numbers', 'protocol', 'plots', 'recipe', 'state', 'script', 'words', 'ui'];

const isClear = (file: string) => CLEAR.some((folder) => file.startsWith(`${folder}/`));
const files = new Set(sources.map(({ file }) => file));

/** What each file of those folders imports of them, types included. */
const imports = sources
  .filter(({ file }) => isClear(file))
  .flatMap(({ file, text }) =>
    importsOf(file, text, true)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => resolve(file, specifier))
      .flatMap((target) =>
        ['.ts', '.tsx', '/index.ts']
          .map((ending) => target + ending)
          .filter((one) => files.has(one)),
      )
      .filter(isClear)
      .map((target): readonly [string, string] => [file, target]),
  );

/** Arrows on a circle or between two: those left once every start and every end is taken away. */
function circlesIn(arrows: readonly (readonly [string, string])[]): string[] {
  const left = arrows.filter(
    ([from, to]) =>
      arrows.some(([, target]) => target === from) && arrows.some(([source]) => source === to),
  );
  if (left.length < arrows.length) return circlesIn(left);
  return left.map(([from, to]) => `${from} -> ${to}`);
}

test('no files import one another in a circle, nor take types in one', () => {
  expect(circlesIn(imports)).toEqual([]);
});

test('no folders lean on one another, not even on the folder they lie in', () => {
  const folderOf = (file: string) => file.slice(0, file.lastIndexOf('/'));
  const arrows = new Map(
    imports
      .map(([from, to]) => [folderOf(from), folderOf(to)] as const)
      .filter(([from, to]) => from !== to)
      .map((arrow) => [arrow.join(' -> '), arrow]),
  );
  expect(circlesIn([...arrows.values()])).toEqual([]);
});
