import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

const packageFile = (name: string) =>
  JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as {
    license: string;
    dependencies?: Record<string, string>;
  };

test('every package that the page or a worker holds is named with its licence', () => {
  const lists = ['licenses.md', 'licenses-workers.md', 'third-party.md']
    .map((file) => readFileSync(`dist/${file}`, 'utf8'))
    .join('\n');
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  // Meant for all of their backends at once, and never imported.
  const { '@tensorflow/tfjs': _, d3, ...held } = dependencies as Record<string, string>;
  const names = Object.keys(held).filter((name) => existsSync(`node_modules/${name}`));
  const below = ['hyparquet-compressors', 'react-dom'].flatMap((name) =>
    Object.keys(packageFile(name).dependencies ?? {}),
  );
  expect(below).toContain('fzstd');
  for (const name of [...names, ...below]) {
    expect(lists).toContain(name);
    expect(packageFile(name).license).toMatch(/^(MIT|Apache-2\.0|BSD-\d-Clause|ISC)$/);
  }
});

test('the licences of what only workers hold are given in full', () => {
  const text = readFileSync('dist/licenses-workers.md', 'utf8');
  for (const name of ['hyparquet', 'hyparquet-compressors', 'idb-keyval', 'fzstd'])
    expect(text).toMatch(new RegExp(`## ${name} \\d[^]*?(Permission is hereby|Apache License)`));
});
