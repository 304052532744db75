import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast } from '../testing/contrast';

const sheet = readFileSync(new URL('../../ui/tokens.css', import.meta.url), 'utf8');

/** The colours a rule sets, by name. */
function coloursOf(start: string): Record<string, string> {
  const rule = sheet.slice(sheet.indexOf(start));
  const body = rule.slice(rule.indexOf('{') + 1, rule.indexOf('}'));
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+): (#\w+);/g)].map(([, name, colour]) => [name, colour]),
  );
}

/** A colour that has to be there. */
function of(colours: Record<string, string>, name: string): string {
  const colour = colours[name];
  if (!colour) throw new Error(`tokens.css sets no --${name} here`);
  return colour;
}

const themes = {
  light: coloursOf(':root {'),
  'system dark': coloursOf(':root:not([data-theme="light"]) {'),
  'chosen dark': coloursOf('\n[data-theme="dark"] {'),
  print: coloursOf(':root[data-theme="dark"] {'),
};

const readable = [
  'ink',
  'ink-quiet',
  'ink-faint',
  'positive-text',
  'chosen-text',
  'candidate-text',
  'false-text',
  'lane-1',
  'lane-2',
  'lane-3',
  'lane-4',
];

describe.each(Object.entries(themes))('in the %s theme', (_, colours) => {
  test.each(readable)('%s can be read on paper and on cards', (name) => {
    expect(contrast(of(colours, name), of(colours, 'paper'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of(colours, name), of(colours, 'card'))).toBeGreaterThanOrEqual(4.5);
  });

  test('words on a lane colour and on ink can be read', () => {
    expect(contrast(of(colours, 'on-ink'), of(colours, 'ink'))).toBeGreaterThanOrEqual(4.5);
    for (const lane of ['lane-1', 'lane-2', 'lane-3', 'lane-4'])
      expect(contrast(of(colours, 'on-lane'), of(colours, lane))).toBeGreaterThanOrEqual(4.5);
  });

  test('edges of controls and bars can be seen', () => {
    for (const edge of ['control-edge', 'candidate-edge'])
      expect(contrast(of(colours, edge), of(colours, 'paper'))).toBeGreaterThanOrEqual(3);
  });
});

test('both dark themes are the same', () => {
  expect(themes['chosen dark']).toEqual(themes['system dark']);
});
