import { expect, type Page, test } from '@playwright/test';
import { presets } from '../src/recipe/presets';
import { errorsOf, open, step } from './page';
import { expectToFit, testAtEverySize } from './sizes';

/** Two lanes of small batches, quick enough for a machine without a GPU. */
const CELLS =
  'data=cells&samples=4&filters=8&together=lookAlikes&lanes=selection:semiHard,hardest&backend=wasm';

const lane = (page: Page, place = 0) => page.getByRole('article').nth(place);
const scene = (page: Page, place = 0) =>
  lane(page, place).getByRole('application', { name: /Scenes/ });
const ari = async (page: Page, place = 0) => {
  const figures = lane(page, place).getByLabel('How well held-out cells are told apart');
  return Number(
    /ARI\s*(−?[\d.]+)/.exec((await figures.textContent()) ?? '')?.[1]?.replace('−', '-'),
  );
};

test('cells are at chance before training and told apart after some steps, and figures say so', async ({
  page,
}) => {
  const errors = errorsOf(page);
  await open(page, `${presets.touchingCells.link}&backend=wasm`);
  for (const place of [0, 1, 2]) expect(Math.abs(await ari(page, place))).toBeLessThan(0.05);
  await step(page, 30);
  await expect.poll(() => ari(page, 2)).toBeGreaterThan(0.05);
  await expect(lane(page).getByRole('img', { name: /4 held-out scenes: \d+ found/ })).toBeVisible();
  expect(errors).toEqual([]);
});

test('the keyboard selects a pixel in every lane, and Escape lets go', async ({ page }) => {
  await open(page, CELLS);
  await scene(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(/^cosine above 0.6 with A /)).toBeVisible();
  const before = await page.getByText(/^cosine above 0.6 with A /).textContent();
  for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowUp');
  await expect(page.getByText(/^cosine above 0.6 with A /)).not.toHaveText(before ?? '');
  await page.keyboard.press('Escape');
  await expect(page.getByText(/^cosine above 0.6 with A /)).toHaveCount(0);
});

test('a click on a pixel selects it, and true outlines can be asked for', async ({ page }) => {
  await open(page, CELLS);
  await scene(page).click({ position: { x: 60, y: 60 } });
  await expect(page.getByText(/^cosine above 0.6 with A /)).toBeVisible();
  await page.getByRole('button', { name: 'All colours' }).click();
  await expect(page.getByText('found cells')).toBeVisible();
  await page.getByRole('button', { name: 'True outlines' }).click();
  await expect(page.getByText('true cells')).toBeVisible();
});

test('the map is a click away', async ({ page }) => {
  await open(page, CELLS);
  await page.getByRole('button', { name: 'Map', exact: true }).click();
  await expect(lane(page).getByRole('application', { name: /^Map/ })).toBeVisible();
});

testAtEverySize('scenes', async (page) => {
  await open(page, CELLS);
  await expect(scene(page)).toBeVisible();
  await expectToFit(page);
});
