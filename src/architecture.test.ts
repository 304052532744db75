import { parseAst } from 'vite';
import { expect, test } from 'vitest';

/** Which folder of src may import which. A folder may always import itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  parts: [],
  recipe: ['parts'],
  protocol: ['parts', 'recipe'],
  engine: [
    ...['parts', 'recipe', 'files'],
    ...['protocol/messages', 'protocol/anotherTask', 'protocol/packed'],
  ],
  state: ['recipe', 'protocol'],
  plots: [],
  words: ['parts', 'recipe', 'protocol', 'state', 'plots/curves', 'ui/common', 'ui/measures'],
  ui: ['parts', 'recipe', 'protocol', 'state', 'plots', 'files', 'words'],
  files: ['parts'],
  main: ['ui', 'state'],
};

/** Packages that only these files may import at run time; `import type` is free everywhere. */
const OWNED_PACKAGES: Record<string, readonly string[]> = {
  '@tensorflow/': ['engine/'],
  react: ['plots/', 'ui/', 'main.tsx'],
};

/** Every module a source text imports at run time: static imports, re-exports and import(). */
function importsOf(file: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child);
    else if (node && typeof node === 'object') {
      const { type = '', source, ...rest } = node as Record<string, unknown> & { type?: string };
      const specifier = (source as { value?: unknown } | null | undefined)?.value;
      const isType = rest.importKind === 'type' || rest.exportKind === 'type';
      if (/^(Import|Export)/.test(type) && typeof specifier === 'string' && !isType)
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
  import.meta.glob<string>(['./**/*.{ts,tsx}', '!./**/*.test.{ts,tsx}', '!./**/*.testing.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
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

test('what serves tests is imported by nothing that ships', () => {
  const offending = sources.filter(({ file, text }) =>
    importsOf(file, text).some((specifier) => specifier.endsWith('.testing')),
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
