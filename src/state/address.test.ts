import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultRecipe, withKnob, withPart } from '../recipe/recipe';
import { addressWith, forcedBackend, keepAddress, openAddress, shareLink } from './address';
import { experimentStore, openRecipes } from './experiment';

const PAGE = 'https://example.org/pushpull/';
const random = withPart(defaultRecipe, 'selection', 'random');
const lanes = () => experimentStore.getState().lanes;
const experimentOf = (recipe = defaultRecipe) => [{ id: 1, recipe }];

/** An address bar, with what was written to it and how. */
function bar(hash = '') {
  const location = { href: PAGE + hash, hash };
  const written: string[] = [];
  const to = (how: string) => (_data: unknown, _title: string, address: string) => {
    written.push(how);
    location.href = address;
  };
  vi.stubGlobal('location', location);
  vi.stubGlobal('history', { pushState: to('push'), replaceState: to('replace') });
  return { location, written };
}

beforeEach(() => {
  vi.useFakeTimers();
  openRecipes([defaultRecipe]);
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('an address holds what differs from the defaults, own data by name, and a forced backend', () => {
  expect(addressWith(`${PAGE}#loss=ntXent`, experimentOf(random), null, null)).toBe(
    `${PAGE}#selection=random`,
  );
  const own = { name: 'my cats', classes: 3 };
  expect(addressWith(PAGE, experimentOf(random), own, 'wasm')).toBe(
    `${PAGE}#selection=random&own=my%20cats&ownClasses=3&backend=wasm`,
  );
});

test('what an address opens is what it is shared as', () => {
  const { location } = bar('#selection=random&seed=3&backend=cpu');
  openAddress();
  expect(lanes().map(({ recipe }) => recipe)).toEqual([withKnob(random, 'seed', 3)]);
  expect(forcedBackend()).toBe('cpu');
  expect(shareLink()).toBe(location.href);
});

test('an exchanged part can be undone by going back, and is written at once', () => {
  const { location, written } = bar();
  const before = lanes();
  openRecipes([random]);
  keepAddress(before, lanes());
  expect(written).toEqual(['push']);
  expect(location.href).toContain('selection=random');
});

test('a knob in motion changes the address now and then, and leaves no trace to go back to', () => {
  const { location, written } = bar();
  for (const value of [0.3, 0.4, 0.5]) {
    const before = lanes();
    openRecipes([withKnob(defaultRecipe, 'margin', value)]);
    keepAddress(before, lanes());
  }
  expect(written).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(written).toEqual(['replace']);
  expect(location.href).toContain('margin=0.5');
});

test('a part exchanged after a knob was turned writes both, once', () => {
  const { written } = bar();
  const before = lanes();
  openRecipes([withKnob(defaultRecipe, 'margin', 0.3)]);
  keepAddress(before, lanes());
  const turned = lanes();
  openRecipes([withKnob(random, 'margin', 0.3)]);
  keepAddress(turned, lanes());
  vi.advanceTimersByTime(1000);
  expect(written).toEqual(['push']);
});
