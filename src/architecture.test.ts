import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type Arrow,
  circles,
  floorPlan,
  forbidden,
  type House,
  importsOf,
  isTestOnly,
  leaningFolders,
  wrongPermissions,
} from './architecture.testing';

/** Who may import whom. Rooms stand from the ground up; a room may always import itself. */
const HOUSE: House = {
  numbers: { is: 'how numbers are written' },
  parts: { is: 'what it is to be a part; data, random numbers, sizes' },
  'parts/optimizers': { is: 'how weights follow a gradient', runs: ['parts'] },
  'parts/schedules': { is: 'how the learning rate goes over steps', types: ['parts'] },
  'parts/metrics': { is: 'what is measured of held-out items', runs: ['parts'] },
  'parts/text': { is: 'words, captions, search by words', types: ['parts'] },
  'parts/datasets': {
    is: 'data sets, and what is learnt of the problem each poses',
    runs: ['parts', 'parts/metrics', 'parts/text'],
  },
  'parts/losses': { is: 'losses, and the rows they read', runs: ['parts'] },
  'parts/positives': { is: 'what belongs to an anchor', runs: ['parts'] },
  'parts/selections': {
    is: 'which candidates act, and how strongly',
    runs: ['parts', 'parts/losses'],
  },
  'parts/encoders': {
    is: 'networks from items to rows',
    runs: ['parts', 'parts/text', 'parts/selections'],
  },
  'parts/guards': {
    is: 'what removes candidates that may be false negatives',
    runs: ['parts/losses', 'parts/selections'],
    types: ['parts'],
  },
  'parts/sources': {
    is: 'where candidates come from',
    runs: ['parts', 'parts/text', 'parts/selections', 'parts/encoders'],
  },
  recipe: {
    is: 'an experiment as plain data: defaults, what fits together, links, presets',
    runs: [
      'parts',
      'parts/optimizers',
      'parts/schedules',
      'parts/datasets',
      'parts/losses',
      'parts/positives',
      'parts/selections',
      'parts/encoders',
      'parts/guards',
      'parts/sources',
    ],
  },
  'protocol/reading': { is: 'what page and reading worker say to one another', types: ['parts'] },
  protocol: {
    is: 'what page and training worker say to one another; the only place that starts workers',
    runs: ['parts/metrics'],
    types: ['parts', 'parts/datasets', 'recipe', 'protocol/reading'],
  },
  'files/shared': {
    is: 'limits, problems in words, draws: what all readers of files need',
    runs: ['numbers', 'parts'],
    types: ['protocol/reading'],
  },
  'files/bytes': {
    is: 'bytes of a file: pieces, encodings, archives',
    runs: ['files/shared'],
    types: ['protocol/reading'],
  },
  'files/formats': {
    is: 'what a file says: tables, arrays, pictures, Parquet',
    runs: ['parts', 'files/shared', 'files/bytes'],
    types: ['protocol/reading'],
  },
  'files/understanding': {
    is: 'what the columns of tables are for, how their cells are read, and what has to be asked',
    runs: ['files/shared', 'files/formats'],
    types: ['protocol/reading'],
  },
  'files/data': {
    is: 'training data made of it: roles, splits, pairs',
    runs: ['parts', 'parts/text', 'files/shared', 'files/formats', 'files/understanding'],
    types: ['protocol/reading'],
  },
  'files/preview': {
    is: 'what the visitor is told before anything is replaced',
    runs: ['parts', 'files/shared', 'files/understanding', 'files/data'],
    types: ['protocol/reading', 'files/formats'],
  },
  'files/hub': {
    is: 'data sets by name from the Hugging Face hub',
    runs: ['parts', 'files/shared', 'files/formats'],
    types: ['protocol/reading', 'files/data'],
  },
  files: {
    is: 'the reading worker',
    runs: [
      'files/shared',
      'files/bytes',
      'files/formats',
      'files/understanding',
      'files/data',
      'files/preview',
      'files/hub',
    ],
    types: ['parts', 'protocol/reading'],
  },
  'engine/tf': { is: 'the one door to TensorFlow.js' },
  'engine/data': {
    is: 'the data of a run, and what the page is told of them',
    runs: ['parts/metrics', 'parts/text', 'recipe', 'protocol'],
    types: ['parts'],
  },
  'engine/tensors': {
    is: 'tensors rewritten in place, drawn by counters, kept in one array',
    runs: ['parts', 'engine/tf'],
  },
  'engine/kernels': {
    is: 'our own kernels for WebGPU, WebAssembly and the processor',
    runs: [
      'parts',
      'parts/losses',
      'parts/selections',
      'parts/guards',
      'parts/sources',
      'engine/tf',
      'engine/tensors',
    ],
  },
  'engine/capture': { is: 'a recorder of GPU work that knows no lane', runs: ['engine/tensors'] },
  'engine/step': {
    is: 'one step of training, a pure function',
    runs: [
      'parts',
      'parts/losses',
      'parts/selections',
      'parts/encoders',
      'parts/sources',
      'recipe',
      'protocol',
      'engine/tf',
      'engine/tensors',
      'engine/kernels',
    ],
    types: ['parts/optimizers', 'parts/schedules', 'parts/positives', 'parts/guards'],
  },
  'engine/lanes': {
    is: 'what goes on from step to step: lanes, groups, teachers, searches',
    runs: ['recipe', 'protocol', 'engine/tf', 'engine/tensors', 'engine/capture', 'engine/step'],
    types: ['parts'],
  },
  'engine/picture': {
    is: 'lanes seen from outside; never changes one',
    runs: [
      'parts',
      'parts/metrics',
      'parts/losses',
      'parts/selections',
      'recipe',
      'protocol',
      'engine/tf',
      'engine/tensors',
      'engine/kernels',
      'engine/capture',
      'engine/step',
    ],
    types: ['engine/lanes'],
  },
  'engine/device': {
    is: 'which backend trains, and whether it computes right',
    runs: [
      'parts',
      'recipe',
      'engine/tf',
      'engine/tensors',
      'engine/kernels',
      'engine/lanes',
      'engine/picture',
    ],
    types: ['protocol'],
  },
  'engine/questions': {
    is: 'what is asked of lanes at leisure; never changes one',
    runs: [
      'parts',
      'parts/optimizers',
      'parts/metrics',
      'parts/text',
      'parts/encoders',
      'engine/tf',
      'engine/tensors',
      'engine/step',
      'engine/picture',
    ],
    types: ['protocol', 'engine/lanes'],
  },
  'engine/session': {
    is: 'commands in, reports out: opening, training, recovery',
    runs: [
      'recipe',
      'protocol',
      'engine/data',
      'engine/lanes',
      'engine/picture',
      'engine/device',
      'engine/questions',
    ],
    types: ['engine/step'],
  },
  'engine/run': {
    is: 'the engine without a page',
    runs: ['recipe', 'engine/session'],
    types: ['parts', 'protocol', 'engine/lanes'],
  },
  engine: { is: 'the training worker', runs: ['protocol', 'engine/device', 'engine/session'] },
  state: {
    is: 'the stores of the page, and the one session that keeps them in agreement',
    runs: ['recipe', 'protocol/reading', 'protocol', 'files/shared'],
    types: ['parts/datasets'],
  },
  script: {
    is: '`pushpull` for scripts and embedding pages',
    runs: ['recipe', 'protocol/reading', 'protocol', 'files/shared', 'state'],
  },
  words: {
    is: 'what is said of a run; no React, no pixel',
    runs: ['numbers', 'parts/metrics', 'parts/losses', 'parts/selections', 'recipe'],
    types: ['parts', 'parts/datasets', 'parts/positives', 'parts/sources', 'protocol', 'state'],
  },
  plots: {
    is: 'one folder a plot: pure geometry, a thin component',
    runs: ['numbers'],
    types: ['parts', 'parts/datasets', 'protocol'],
  },
  ui: {
    is: 'the page: layout, controls drawn from knobs, panels',
    runs: [
      'numbers',
      'parts',
      'parts/metrics',
      'parts/text',
      'parts/datasets',
      'recipe',
      'files/shared',
      'state',
      'words',
      'plots',
    ],
    types: ['parts/losses', 'protocol/reading', 'protocol'],
  },
  main: { is: 'mounts the page', runs: ['state', 'script', 'ui'] },
};

/** Packages that only these files may import at run time; `import type` is free everywhere. */
const OWNED_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@tensorflow/': ['engine/'],
  'zustand/vanilla': ['state/'],
  react: ['plots/', 'ui/', 'main.tsx'],
};

const MOST_LINES = 300;
/** Code files in one folder. Registries list their parts, and kernels are one file each. */
const MOST_FILES = 25;
const IS_REGISTRY = /^(parts\/[a-z]+|engine\/kernels\/(webgpu|wasm))$/;

const texts = Object.entries(
  import.meta.glob<string>('./**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true }),
).map(([path, text]) => ({ file: path.slice(2), text }));
const sources = texts.filter(({ file }) => !isTestOnly(file));
const imports = sources.map(({ file, text }) => ({ file, ...importsOf(file, text) }));
const arrows = imports.flatMap((one) => one.arrows);

test.each(imports)('$file imports only what its room may, types included', (one) => {
  expect(forbidden(HOUSE, one.arrows)).toEqual([]);
});

test('every permission is used, and leads to a room that stands above', () => {
  expect(wrongPermissions(HOUSE, arrows)).toEqual([]);
});

test('no files import one another in a circle, types included', () => {
  expect(circles(arrows)).toEqual([]);
});

/** The map of all lenses names the type of what each data set measures; the sets build on the map's user. */
const LENSES = 'parts/datasets/learned.ts';

test('no two folders lean on one another, types included', () => {
  expect(leaningFolders(arrows.filter(({ from }) => from !== LENSES))).toEqual([]);
});

test('what serves tests is imported by nothing that ships', () => {
  const offending = arrows.filter(({ to }) => isTestOnly(`${to}.ts`) || isTestOnly(`${to}/`));
  expect(offending).toEqual([]);
});

test.each(imports)('$file leaves owned packages to their owners', ({ file, packages }) => {
  const offending = packages.filter((specifier) =>
    Object.entries(OWNED_PACKAGES).some(
      ([name, owners]) =>
        specifier.startsWith(name) && !owners.some((owner) => file.startsWith(owner)),
    ),
  );
  expect(offending).toEqual([]);
});

test(`no code file has more than ${MOST_LINES} lines`, () => {
  const long = sources.filter(({ text }) => text.split('\n').length - 1 > MOST_LINES);
  expect(long.map(({ file }) => file)).toEqual([]);
});

test(`no folder but a registry has more than ${MOST_FILES} code files`, () => {
  const counts = new Map<string, number>();
  for (const { file } of sources) {
    const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const full = [...counts].filter(([folder, n]) => n > MOST_FILES && !IS_REGISTRY.test(folder));
  expect(full).toEqual([]);
});

test('docs/architecture.md shows this floor plan (vitest -u writes it anew)', async () => {
  const page = readFileSync('docs/architecture.md', 'utf8');
  const shown = page.replace(
    /(?<=<!-- floor plan -->\n)[\s\S]*(?=<!-- end of floor plan -->)/,
    `\n${floorPlan(HOUSE)}\n\n`,
  );
  expect(shown).toContain(floorPlan(HOUSE));
  await expect(shown).toMatchFileSnapshot('../docs/architecture.md');
});

describe('a wall that is broken is noticed', () => {
  const house: House = {
    ground: { is: '' },
    middle: { is: '', runs: ['ground'] },
    top: { is: '', runs: ['middle'], types: ['ground'] },
  };
  const used: Arrow[] = [
    { from: 'middle/a.ts', to: 'ground/a', kind: 'value' },
    { from: 'top/a.ts', to: 'middle/a', kind: 'value' },
    { from: 'top/b.ts', to: 'ground/b', kind: 'type' },
  ];

  test('a house that is kept has no fault', () => {
    expect(forbidden(house, used)).toEqual([]);
    expect(wrongPermissions(house, used)).toEqual([]);
    expect(circles(used)).toEqual([]);
    expect(leaningFolders(used)).toEqual([]);
  });

  test.each<[string, Arrow]>([
    ['an arrow upward', { from: 'ground/a.ts', to: 'top/a', kind: 'value' }],
    ['a type upward', { from: 'ground/a.ts', to: 'top/a', kind: 'type' }],
    ['a value where only types may', { from: 'top/a.ts', to: 'ground/a', kind: 'value' }],
    ['a room that is not there', { from: 'top/a.ts', to: 'attic/a', kind: 'value' }],
  ])('%s', (_, arrow) => {
    expect(forbidden(house, [...used, arrow])).toHaveLength(1);
  });

  test('a permission nobody uses, and one that leads upward', () => {
    const open = { ...house, ground: { is: '', runs: ['top'] } };
    expect(wrongPermissions(open, used)).toEqual([
      'ground may import top, which does not stand above it',
    ]);
    expect(wrongPermissions(house, used.slice(1))).toEqual(['middle never imports ground (value)']);
  });

  test('a circle of types in one room, and folders that lean on one another', () => {
    const own: Arrow[] = [
      { from: 'top/x/a.ts', to: 'top/y/b', kind: 'type' },
      { from: 'top/y/b.ts', to: 'top/x/a', kind: 'type' },
    ];
    expect(circles([...used, ...own])).toHaveLength(1);
    expect(leaningFolders([...used, ...own])).toHaveLength(1);
  });

  test('imports are found in every form', () => {
    const text = `
      import a, { type B } from './a';
      import type { C } from '../c';
      export { type D } from './d';
      const e = () => import('./e');
      import 'react';
      import './style.css';
      let f: import('./f').F;`;
    expect(importsOf('room/file.ts', text)).toEqual({
      arrows: [
        { from: 'room/file.ts', to: 'room/a', kind: 'value' },
        { from: 'room/file.ts', to: 'c', kind: 'type' },
        { from: 'room/file.ts', to: 'room/d', kind: 'type' },
        { from: 'room/file.ts', to: 'room/e', kind: 'value' },
        { from: 'room/file.ts', to: 'room/f', kind: 'type' },
      ],
      packages: ['react'],
    });
  });
});
