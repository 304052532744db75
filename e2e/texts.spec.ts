import { expect, type Page, test } from '@playwright/test';
import { errorsOf, open, type Scripted, step } from './page';
import { expectToFit, testAtEverySize } from './sizes';

/** Quick to train anywhere: the mean of word vectors. */
const TEXTS = 'data=sentences&positives=given&encoder=embeddingBag&loss=infoNce&givenPairs=16';

const shelf = (page: Page) => page.getByRole('complementary', { name: 'Recipe' });
/** The list of one anchor's texts in a lane. */
const list = (page: Page) => page.getByRole('article').first().getByRole('region');

test('sentences are read, not pictured: examples, a list from hardest to easiest, words on hover', async ({
  page,
}) => {
  const errors = errorsOf(page);
  await open(page, TEXTS);
  await step(page, 3);
  await page.getByRole('button', { name: 'Map', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pictures on the map' })).toHaveCount(0);
  const example = shelf(page)
    .getByTitle(/: make it the anchor$/)
    .first();
  const said = (await example.textContent()) ?? '';
  expect(said.split(' ').length).toBeGreaterThan(4);
  await example.click();
  await expect(list(page).getByRole('button', { name: `anchor, ${said}` })).toBeVisible();
  await expect(list(page).getByRole('button', { name: /^positive, .+, similarity/ })).toBeVisible();
  const numbers = await list(page)
    .getByRole('button', { name: /, rank \d+, similarity/ })
    .evaluateAll((lines) =>
      lines.map((line) =>
        Number(/similarity (−?[\d.]+)/.exec(line.textContent)?.[1]?.replace('−', '-')),
      ),
    );
  expect(numbers.length).toBeGreaterThan(10);
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  const second = list(page).getByRole('button', { name: /, rank 2, / });
  const text = (await second.getByTitle(/./).getAttribute('title')) ?? 'nothing';
  await second.hover();
  await expect(page.getByRole('paragraph').filter({ hasText: text })).toBeVisible();
  expect(errors).toEqual([]);
});

test('the keyboard makes a negative the anchor', async ({ page }) => {
  await open(page, TEXTS);
  await step(page, 2);
  const hardest = list(page).getByRole('button', { name: /, rank 1, / });
  const text = (await hardest.getByTitle(/./).getAttribute('title')) ?? 'nothing';
  await hardest.focus();
  await page.keyboard.press('Enter');
  await expect(list(page).getByRole('button', { name: `anchor, ${text}` })).toBeVisible();
});

test('training texts that a source remembers are in the list and are no anchors', async ({
  page,
}) => {
  await open(page, `${TEXTS}&source=momentumQueue`);
  await step(page, 2);
  const brought = list(page).getByRole('button', { name: /a training item from the source/ });
  await expect(brought.first()).toBeAttached();
  await expect(brought.first()).toBeDisabled();
});

test('documents are shown as their queries and passages', async ({ page }) => {
  await open(
    page,
    'data=documents&positives=given&encoder=embeddingBag&loss=infoNce&givenPairs=16',
  );
  await step(page, 2);
  await expect(
    shelf(page)
      .getByTitle(/\(.+\): .*make it the anchor$/)
      .first(),
  ).toBeVisible();
  await expect(list(page).getByRole('button', { name: /, rank 1, / })).toBeVisible();
});

testAtEverySize('texts', async (page) => {
  await open(page, `${TEXTS}&lanes=selection:all,hardest,random`);
  await step(page, 2);
  await page.getByRole('button', { name: 'Map', exact: true }).click();
  const lines = list(page).getByRole('button', { name: /, rank [12], / });
  await expect(lines).toHaveCount(2);
  await expectToFit(page);
  const [listBox, lineBox] = [await list(page).boundingBox(), await lines.last().boundingBox()];
  const room = await list(page).evaluate((one) => one.parentElement?.clientHeight ?? 0);
  expect((lineBox?.y ?? 0) + (lineBox?.height ?? 0)).toBeLessThanOrEqual((listBox?.y ?? 0) + room);
});

test('what is said of a collapse counts the held-out classes', async ({ page }) => {
  await open(page, TEXTS);
  const classes = await page.evaluate(async () => {
    const { labels } = await (globalThis as Scripted).pushpull.embeddings();
    return new Set(labels).size;
  });
  await page.getByRole('button', { name: 'Map', exact: true }).click();
  await expect(
    page.getByRole('img', { name: new RegExp(`held-out items of ${classes} classes`) }),
  ).toBeVisible();
});
