import { expect, type Page, test } from '@playwright/test';
import { presets } from '../src/recipe/presets';
import { errorsOf, open, step } from './page';
import { expectToFit, testAtEverySize } from './sizes';

/** Small towers, so that a step is quick anywhere; what is tested is what the page says of them. */
const CAPTIONS =
  'data=captions&positives=given&encoder=twoTowers&filters=8&width=16&loss=symmetricInfoNce&temperature=0.1&selection=all&givenPairs=32&backend=wasm&lanes=reads:bag,cnn';

const lane = (page: Page, place: number) => page.getByRole('article').nth(place);
const figure = async (page: Page, place: number, name: string) =>
  Number(
    await lane(page, place)
      .getByRole('row', { name: new RegExp(`^${name} `) })
      .getByRole('cell')
      .textContent(),
  );
const question = (page: Page) => page.getByRole('region', { name: /^A caption, and an odd one/ });
const found = (page: Page, place: number) =>
  lane(page, place).getByRole('region', { name: 'Pictures nearest to the caption' });

test('the preset opens on what was learnt of captions, in three lanes', async ({ page }) => {
  const errors = errorsOf(page);
  await open(page, `${presets.captions.link}&backend=wasm`);
  await expect(page.getByRole('button', { name: /^Experiment: Which shape/ })).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(3);
  await expect(lane(page, 2).getByRole('row', { name: /^colours swapped / })).toBeVisible();
  expect(errors).toEqual([]);
});

test('figures move as training goes on; a bag of words stays a coin where colours are swapped', async ({
  page,
}) => {
  const errors = errorsOf(page);
  await open(page, CAPTIONS);
  for (const place of [0, 1])
    expect(await figure(page, place, 'picture to caption')).toBeLessThan(0.02);
  await step(page, 40);
  await expect.poll(() => figure(page, 0, 'another colour')).toBeGreaterThan(0.65);
  await expect.poll(() => figure(page, 0, 'picture to caption')).toBeGreaterThan(0.05);
  expect(await figure(page, 0, 'colours swapped')).toBe(0.5);
  expect(errors).toEqual([]);
});

test('a typed caption ranks pictures in every lane; right ones are marked, unknown words named', async ({
  page,
}) => {
  await open(page, CAPTIONS);
  await step(page, 20);
  const field = question(page).getByLabel('Find picture');
  const given = await field.inputValue();
  for (const place of [0, 1]) {
    await expect(found(page, place).getByRole('button').first()).toBeVisible();
    await expect(found(page, place)).toContainText(/right at rank \d+ of 400/);
  }
  // The same said with other small words is the same caption.
  await field.fill(given.replaceAll('a ', 'the '));
  await expect(question(page)).toContainText('Unknown word: “the”');
  await expect(found(page, 0)).toContainText(/right at rank \d+ of 400/);
  await field.fill('a red dragon');
  await expect(question(page)).toContainText('Unknown word: “dragon”');
  await expect(found(page, 0)).toContainText('Found, of 400');
  const picture = found(page, 0).getByRole('button').first();
  const name = (await picture.getAttribute('title')) ?? 'nothing';
  await picture.focus();
  await page.keyboard.press('Enter');
  await expect(
    lane(page, 1).getByRole('region', { name: 'Captions nearest to the picture' }),
  ).toContainText('right at rank');
  await expect(
    lane(page, 1)
      .getByRole('img', { name: `picture of ${name}` })
      .first(),
  ).toBeVisible();
});

test('four items are put to every lane, which says which is odd and how often it was right', async ({
  page,
}) => {
  await open(page, CAPTIONS);
  await step(page, 20);
  const four = question(page).getByRole('list', { name: 'Odd one?' });
  await expect(four.getByRole('listitem')).toHaveCount(4);
  await expect(four.getByRole('img')).toHaveCount(2);
  const before = await four.textContent();
  for (const place of [0, 1])
    await expect(lane(page, place)).toContainText(
      /Odd one: ([A-D], (right|wrong, it is [A-D])|can’t tell, it is [A-D])\s*\d+\/\d{3}/,
    );
  await question(page).getByRole('button', { name: 'Another four' }).click();
  await expect(four).not.toHaveText(before ?? '');
});

test('the shelf, the list of an anchor and the map show pictures as pictures', async ({ page }) => {
  await open(page, CAPTIONS);
  await step(page, 5);
  const list = lane(page, 0).getByRole('region', { name: /^Anchor / });
  await expect(list.getByRole('button', { name: /^anchor, .*picture of a / })).toBeVisible();
  await expect(list.getByRole('button', { name: /^positive, a .*, similarity/ })).toBeVisible();
  await page.getByRole('button', { name: 'Map', exact: true }).click();
  await expect(page.getByText('■ pictures ● captions')).toBeVisible();
  await page.getByRole('button', { name: 'Pictures on the map' }).click();
  await expect(page.getByRole('img', { name: /held-out items of 200 classes/ })).toHaveCount(2);
});

test('four lanes side by side in a small window say their names whole', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  const lanes = 'reads:bag,source:inBatch;reads:cnn,source:inBatch;reads:cnn,source:nearMisses';
  await open(page, `${CAPTIONS.replace('reads:bag,cnn', lanes)};reads:bag,source:nearMisses`);
  const names = page.getByRole('article').getByRole('heading').locator('span');
  await expect(names).toHaveText([
    'In batch · Reader word bag',
    'In batch · Reader CNN',
    'Near misses · Reader CNN',
    'Near misses · Reader word bag',
  ]);
  const cut = await names.evaluateAll((spans) =>
    spans
      .filter((span) => span.scrollHeight > span.clientHeight + 2)
      .map((span) => span.textContent),
  );
  expect(cut).toEqual([]);
});

testAtEverySize('captions', async (page) => {
  await open(page, CAPTIONS);
  await step(page, 2);
  await expect(found(page, 0).getByRole('button').first()).toBeVisible();
  await expectToFit(page);
});
