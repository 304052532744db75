import { expect, test } from 'vitest';
import { type KeyPress, keyIntent } from './keyboard';

const press = (change: Partial<KeyPress>): KeyPress => ({
  key: ' ',
  ...{ modified: false, command: false, shift: false, letters: true },
  target: 'body',
  editable: false,
  covered: false,
  ...change,
});

test('Space, S, R, E and Escape run, step, reset, evaluate and clear wherever nothing else wants them', () => {
  expect([' ', 's', 'R', 'e', 'Escape', 'x'].map((key) => keyIntent(press({ key })))).toEqual([
    'toggle',
    'step',
    'reset',
    'evaluate',
    'clear',
    null,
  ]);
});

test('typing a seed or picking from a menu by its first letter does not train or reset', () => {
  for (const target of ['input:number', 'input:text', 'select', 'textarea'])
    for (const key of [' ', 's', 'r']) expect(keyIntent(press({ key, target }))).toBeNull();
});

test('Space on a focused button presses that button and nothing else', () => {
  expect(keyIntent(press({ target: 'button' }))).toBeNull();
  expect(keyIntent(press({ target: 'input:radio' }))).toBeNull();
  expect(keyIntent(press({ key: 's', target: 'button' }))).toBe('step');
});

test('Space runs and pauses from a slider, which has no use for it', () => {
  expect(keyIntent(press({ target: 'input:range' }))).toBe('toggle');
});

test('Ctrl+Z undoes and Ctrl+Shift+Z makes again, but not where one types', () => {
  const undo = { key: 'z', modified: true, command: true };
  expect(keyIntent(press(undo))).toBe('undo');
  expect(keyIntent(press({ ...undo, key: 'Z', shift: true }))).toBe('redo');
  expect(keyIntent(press({ ...undo, target: 'input:text' }))).toBeNull();
  expect(keyIntent(press({ ...undo, command: false }))).toBeNull();
});

test('letters do nothing once they are switched off; Space and Escape still act', () => {
  const off = ['s', 'R', 'e', ' ', 'Escape'].map((key) =>
    keyIntent(press({ key, letters: false })),
  );
  expect(off).toEqual([null, null, null, 'toggle', 'clear']);
});

test('while a popover is open keys belong to it, and browser shortcuts stay the browser’s', () => {
  expect(keyIntent(press({ key: 'Escape', covered: true }))).toBeNull();
  expect(keyIntent(press({ key: 'r', modified: true }))).toBeNull();
});
