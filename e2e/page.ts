import { expect, type Page } from '@playwright/test';
import type { Pushpull } from '../src/script/pushpull';

/** The page's script interface, as seen from inside `page.evaluate`. */
export type Scripted = typeof globalThis & { pushpull: Pushpull };

/** Errors of the page: anything the console or an uncaught exception says. */
export function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

/** Opens the page at a link and waits until it can train. */
export async function open(page: Page, fragment = '') {
  // Another fragment alone would not load the page anew.
  await page.goto('about:blank');
  await page.goto(`./${fragment === '' ? '' : `#${fragment}`}`);
  await page.waitForFunction(
    () => ((globalThis as Scripted).pushpull?.report().mapAtR ?? null) !== null,
  );
}

/** Trains that many steps through the script interface. */
export const step = (page: Page, count: number) =>
  page.evaluate((steps) => (globalThis as Scripted).pushpull.step(steps), count);

export const report = (page: Page, lane = 0) =>
  page.evaluate((place) => (globalThis as Scripted).pushpull.report(place), lane);

export const status = (page: Page) => page.getByRole('status');

/** Waits until the status region says that at least this step is done. */
export async function reaches(page: Page, wanted: number) {
  await expect
    .poll(async () => Number(/step (\d+)/.exec((await status(page).textContent()) ?? '')?.[1]), {
      timeout: 90_000,
    })
    .toBeGreaterThanOrEqual(wanted);
}

/** Quick to train anywhere: small encoders on points. */
export const QUICK = 'data=points&encoder=mlp&width=16';

/** Puts the latest worker, here the training engine, at `globalThis.engine`. Call before `open`. */
export const exposeEngine = (page: Page) =>
  page.addInitScript(() => {
    const Original = Worker;
    Object.assign(globalThis, {
      Worker: class extends Original {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          Object.assign(globalThis, { engine: this });
        }
      },
    });
  });
