import { expect, test } from 'vitest';
import { type KeyPress, keyIntent } from './keyboard';

const press = (change: Partial<KeyPress>): KeyPress => ({
  key: ' ',
  modified: false,
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

test('while a popover is open keys belong to it, and browser shortcuts stay the browser’s', () => {
  expect(keyIntent(press({ key: 'Escape', covered: true }))).toBeNull();
  expect(keyIntent(press({ key: 'r', modified: true }))).toBeNull();
});
