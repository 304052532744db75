import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultRecipe } from '../recipe/recipe';
import { addLane, exchangePart, experimentStore, openRecipes, turnKnob } from './experiment';
import { recordChange, redo, takeBack, undo, undoStore } from './undo';

const lanes = () => experimentStore.getState().lanes;
experimentStore.subscribe((now, before) => {
  if (now.lanes !== before.lanes) recordChange(before.lanes, now.lanes);
});

beforeEach(() => {
  vi.useFakeTimers();
  openRecipes([defaultRecipe]);
  undoStore.setState({ past: [], future: [] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('every change of the experiment can be undone and made again, lanes with their ids', () => {
  const states = [lanes()];
  const changes = [
    () => exchangePart('selection', 'random', null),
    () => addLane(),
    () => turnKnob('margin', 0.5, null),
    () => openRecipes([defaultRecipe, defaultRecipe]),
  ];
  for (const change of changes) {
    change();
    states.push(lanes());
  }
  for (const before of states.slice(0, -1).reverse()) {
    undo();
    expect(lanes()).toBe(before);
  }
  undo();
  expect(lanes()).toBe(states[0]);
  for (const after of states.slice(1)) {
    redo();
    expect(lanes()).toBe(after);
  }
  redo();
  expect(lanes()).toBe(states.at(-1));
});

test('a slider in motion is one change, and turning it again later is another', () => {
  const before = lanes();
  for (const margin of [0.3, 0.4, 0.5]) turnKnob('margin', margin, null);
  const turned = lanes();
  vi.advanceTimersByTime(2000);
  turnKnob('margin', 0.9, null);
  undo();
  expect(lanes()).toBe(turned);
  undo();
  expect(lanes()).toBe(before);
});

test('a new change leaves nothing to make again, and says what an undo did', () => {
  exchangePart('selection', 'random', null);
  undo();
  expect(experimentStore.getState().notes).toEqual(['The last change is undone.']);
  exchangePart('selection', 'hardest', null);
  const changed = lanes();
  redo();
  expect(lanes()).toBe(changed);
});

test('what could not be opened is not among the changes', () => {
  exchangePart('selection', 'random', null);
  const before = lanes();
  exchangePart('data', 'birds', null);
  takeBack(before);
  expect(lanes()).toBe(before);
  expect(undoStore.getState().past).toHaveLength(1);
});
