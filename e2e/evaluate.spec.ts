import { expect, type Page, test } from '@playwright/test';
import { accessibilityViolations } from './axe';
import { errorsOf, open, QUICK, reaches, report, step } from './page';

const LANES = `${QUICK}&lanes=selection:random,semiHard`;
const button = (page: Page) => page.getByRole('button', { name: 'Evaluate', exact: true });
const panel = (page: Page) => page.getByRole('region', { name: 'Evaluation' });

test('Evaluate says how it goes, names its step, and stays until it is closed', async ({
  page,
}) => {
  const errors = errorsOf(page);
  await open(page, LANES);
  await step(page, 20);
  await button(page).click();
  await expect(page.getByText(/Evaluating 2 lanes/)).toBeVisible();
  await expect(button(page)).toBeDisabled();
  await expect(panel(page).getByRole('heading', { name: 'Evaluated at step 20' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(button(page)).toBeEnabled();
  for (const name of [
    'kNN from training items',
    'From here',
    'From scratch',
    'Gained',
    'NMI',
    'AMI',
    'ARI',
  ])
    await expect(panel(page).getByRole('row', { name: new RegExp(`^${name}`) })).toHaveCount(1);
  await expect(panel(page).getByRole('columnheader')).toHaveText([/Random/, /Semi-hard/]);
  expect(await accessibilityViolations(page)).toEqual([]);
  await step(page, 3);
  await expect(panel(page).getByRole('heading', { name: 'Evaluated at step 20' })).toBeVisible();
  await panel(page).getByRole('button', { name: 'Close the evaluation' }).click();
  await expect(panel(page)).toHaveCount(0);
  expect(errors).toEqual([]);
});

test('E evaluates, and training goes on afterwards', async ({ page }) => {
  await open(page, LANES);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await reaches(page, 5);
  await page.keyboard.press('e');
  await expect(panel(page)).toBeVisible({ timeout: 60_000 });
  const at = (await report(page)).step;
  await reaches(page, at + 5);
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
});

test('the best lane of a row is said, not only framed', async ({ page }) => {
  await open(page, `${QUICK}&lanes=learningRate:0.0001,0.01`);
  await step(page, 60);
  await button(page).click();
  await expect(panel(page)).toBeVisible({ timeout: 60_000 });
  await expect(panel(page).getByRole('cell', { name: /best/ }).first()).toBeVisible();
});

test('an exchanged experiment is told beside what was measured before', async ({ page }) => {
  await open(page, QUICK);
  await step(page, 2);
  await button(page).click();
  await expect(panel(page)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('combobox', { name: 'Loss', exact: true }).selectOption('ntXent');
  await expect(panel(page).getByText('The experiment has changed since.')).toBeVisible();
});

test('every held-out measure can be followed in a chart, from a menu in groups', async ({
  page,
}) => {
  await open(page, QUICK);
  await step(page, 2);
  const curves = page.getByRole('region', { name: 'Curves' });
  await curves.getByRole('button', { name: 'All measures' }).first().click();
  await expect(page.getByRole('radio', { name: 'MAP@R' })).toBeFocused();
  for (const group of ['Retrieval', 'Neighbours and classes', 'Spread'])
    await expect(page.getByRole('group', { name: group })).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(14);
  await page.keyboard.type('ndcg');
  await page.keyboard.press('Enter');
  await expect(curves.getByRole('img', { name: /^nDCG@10 at step 2/ })).toBeVisible();
  await expect(curves.getByRole('button', { name: 'nDCG@10' })).toBeVisible();
});

test('the exact figures say what each measure tells and how the cost of choosing grows', async ({
  page,
}) => {
  await open(page, `${QUICK}&loss=infoNce&source=momentumQueue`);
  await step(page, 3);
  await page.getByTitle('All measures of this lane').click();
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });
  await expect(row('^MAP@R.*Average precision')).toBeVisible();
  await expect(row('^Comparisons a step N × \\(N \\+ K\\)')).toBeAttached();
  await expect(row('with ten times “queue size”')).toContainText('times as many');
  await expect(row('with ten times the data')).toContainText('no more');
  expect(await accessibilityViolations(page)).toEqual([]);
});

test('a memory has its line before the first step, so that the map keeps its size', async ({
  page,
}) => {
  await open(page, `${QUICK}&loss=infoNce&source=momentumQueue`);
  const map = page.getByRole('application');
  await expect(page.getByText('Steps old')).toBeVisible();
  const before = await map.boundingBox();
  await step(page, 2);
  await expect(page.getByText(/^mean \d+, oldest/)).toBeVisible();
  expect(await map.boundingBox()).toEqual(before);
});
