import { expect, type Page } from '@playwright/test';
import type { FilePayload } from './ownFiles';
import { QUICK, report, type Scripted, step } from './page';

/** The panel for own data, as the tests of it drive it. */

export const START = `${QUICK}&backend=wasm`;

export const panel = (page: Page) => page.getByRole('dialog', { name: 'Your own data' });
export const train = (page: Page) => panel(page).getByRole('button', { name: 'Train on these' });

export async function openPanel(page: Page) {
  await page.getByRole('button', { name: 'Your own data…' }).click();
  await expect(panel(page)).toBeVisible();
}

export async function give(page: Page, files: readonly FilePayload[]) {
  const chosen = page.waitForEvent('filechooser');
  await panel(page).getByRole('button', { name: 'Choose files…' }).click();
  await (await chosen).setFiles([...files]);
}

export const dataNow = (page: Page) =>
  page.evaluate(() => (globalThis as Scripted).pushpull.recipe.shared.data);

/** Waits until the experiment trains on these data and they are measured. */
export async function trains(page: Page, part: string) {
  await expect(panel(page)).toBeHidden();
  expect(await dataNow(page)).toBe(part);
  await step(page, 3);
  const { step: done, loss, mapAtR } = await report(page);
  expect([done, Number.isFinite(loss), Number.isFinite(mapAtR)]).toEqual([3, true, true]);
}
