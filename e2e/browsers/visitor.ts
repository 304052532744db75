import type { Page } from '@playwright/test';
import type { Driver } from './driver';

/** A visitor in some browser: what visits do, whatever drives the browser. */
export interface Visitor {
  /** Loads an address; the page may not be ready yet. */
  load(address: string): Promise<void>;
  /** Calls a function in the page; it must stand by itself, and arguments and results be JSON. */
  inside<Result, Argument = null>(
    call: (argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>;
  /** Presses the mouse on the visible control of this name. */
  click(name: string): Promise<void>;
  /** Presses keys, by their names, one after another. */
  press(...keys: Key[]): Promise<void>;
  /** Chooses files where the page asks for files. */
  giveFiles(paths: readonly string[]): Promise<void>;
  /** What the console calls an error, and uncaught exceptions. */
  errors(): Promise<readonly string[]>;
}

/** Keys and what WebDriver calls them (https://w3c.github.io/webdriver/#keyboard-actions). */
const KEYS = {
  s: 's',
  r: 'r',
  Space: ' ',
  Enter: '\uE006',
  Escape: '\uE00C',
  ArrowRight: '\uE014',
} as const;

export type Key = keyof typeof KEYS;

const FILES = 'input[type=file][aria-label=Files]';

/** Where the visible control of this name has its middle; null: there is none. Runs in the page. */
function middleOf(name: string): [number, number] | null {
  const controls = document.querySelectorAll<HTMLElement>('button, input, select, summary, a');
  const isMeant = (one: HTMLElement) => {
    const label = one instanceof HTMLInputElement ? one.labels?.[0]?.textContent : one.textContent;
    const named = (one.getAttribute('aria-label') ?? label ?? '').trim();
    return named === name && one.checkVisibility();
  };
  const control = [...controls].find(isMeant);
  if (!control) return null;
  control.scrollIntoView({ block: 'nearest' });
  const { x, y, width, height } = control.getBoundingClientRect();
  return [Math.round(x + width / 2), Math.round(y + height / 2)];
}

/** Asks until there is an answer. @throws Error with `what` after half a minute */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | null | false | undefined>,
): Promise<Answer> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited in vain: ${what}.`);
}

/** In a browser driven by WebDriver or WebDriver BiDi. */
export function visitorOf(driver: Driver): Visitor {
  const inside: Visitor['inside'] = async (call, argument) =>
    (await driver.call(String(call), argument)) as never;
  return {
    load: (address) => driver.navigate(address),
    inside,
    click: async (name) => {
      const [x, y] = await until(`no “${name}” to press`, () => inside(middleOf, name));
      await driver.performActions([
        {
          type: 'pointer',
          id: 'mouse',
          actions: [
            { type: 'pointerMove', x, y },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        },
      ]);
    },
    press: async (...keys) => {
      const actions = keys.flatMap((key) => [
        { type: 'keyDown', value: KEYS[key] },
        { type: 'keyUp', value: KEYS[key] },
      ]);
      await driver.performActions([{ type: 'key', id: 'keyboard', actions }]);
    },
    giveFiles: (paths) => driver.setFiles(FILES, paths),
    errors: () => driver.errors(),
  };
}

/** In Chromium, driven by Playwright. */
export function visitorIn(page: Page): Visitor {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const inside: Visitor['inside'] = (call, argument) =>
    page.evaluate(call as never, argument as never);
  return {
    load: async (address) => void (await page.goto(address)),
    inside,
    click: async (name) => {
      const [x, y] = await until(`no “${name}” to press`, () => inside(middleOf, name));
      await page.mouse.click(x, y);
    },
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    giveFiles: (paths) => page.setInputFiles(FILES, [...paths]),
    errors: async () => errors,
  };
}
