import { expect, type Page, test } from '@playwright/test';
import { errorsOf, open, reaches, type Scripted, step } from './page';
import { expectToFit, testAtEverySize } from './sizes';

/** Small encoders, so that a step is quick anywhere; what is tested is what the page says of them. */
const SENTENCES =
  'data=sentences&positives=given&encoder=textCnn&width=16&filters=32&loss=infoNce&temperature=0.1&selection=all&givenPairs=32&backend=wasm';
const DOCUMENTS =
  'data=documents&positives=given&encoder=embeddingBag&width=16&loss=infoNce&temperature=0.1&selection=all&givenPairs=16&backend=wasm';
const SOURCES = '&lanes=source:inBatch,nearMisses';

const lane = (page: Page, place: number) => page.getByRole('article').nth(place);
const edit = (page: Page, place: number, name: string) =>
  lane(page, place)
    .getByRole('row', { name: new RegExp(`^${name} `) })
    .getByRole('cell');
const figureOf = async (page: Page, place: number, name: string) =>
  Number(await edit(page, place, name).textContent());
const cosine = (page: Page, place: number) =>
  lane(page, place).getByRole('paragraph').filter({ hasText: 'Your two, cosine' });
const question = (page: Page) => page.getByRole('region', { name: 'Two sentences to compare' });

test('edits of sentences: what is told apart moves as training goes on, in every lane', async ({
  page,
}) => {
  const errors = errorsOf(page);
  await open(page, `${SENTENCES}${SOURCES}`);
  // Untrained, a near miss is nearer than a rewrite: it has nearly the same words.
  for (const place of [0, 1])
    for (const name of ['role', 'negation', 'number', 'verb', 'place']) {
      await expect(edit(page, place, name)).toHaveText(/^0\.\d\d$/);
      expect(await figureOf(page, place, name), name).toBeLessThan(0.3);
    }
  await step(page, 60);
  for (const place of [0, 1])
    await expect.poll(() => figureOf(page, place, 'place')).toBeGreaterThan(0.8);
  expect(errors).toEqual([]);
});

test('two sentences of one’s own have a cosine in every lane that changes with training; unknown words are named', async ({
  page,
}) => {
  const errors = errorsOf(page);
  await open(page, `${SENTENCES}${SOURCES}`);
  await expect(question(page)).toContainText('near miss, roles swapped');
  await question(page).getByLabel('One sentence').fill('the dog chased the cat');
  await question(page).getByLabel('Another').fill('the cat chased the dog');
  await expect(question(page)).toContainText('Your own two sentences.');
  const asked = () =>
    page.evaluate(async () => {
      const texts = ['the dog chased the cat', 'the cat chased the dog'];
      const answers = await (globalThis as Scripted).pushpull.ask(texts, 0);
      return answers.map(({ cosines }) => (cosines[0]?.[1] ?? Number.NaN).toFixed(2));
    });
  const untrained = await asked();
  for (const place of [0, 1])
    await expect(cosine(page, place)).toContainText(untrained[place] ?? '');
  await step(page, 40);
  const trained = await asked();
  expect(trained).not.toEqual(untrained);
  for (const [place, value] of trained.entries())
    await expect(cosine(page, place)).toContainText(value.replace('-', '−'));
  await question(page).getByLabel('Another').fill('the zebra chased the dog');
  await expect(question(page)).toContainText('Unknown word: “zebra”.');
  await question(page).getByLabel('Another').fill('dog '.repeat(30));
  await expect(question(page)).toContainText('Only the first 18 words');
  await question(page).getByRole('button', { name: 'Another pair' }).click();
  await expect(question(page)).toContainText(/A held-out sentence and/);
  await question(page)
    .getByRole('button', { name: /108 words/ })
    .click();
  await expect(page.getByRole('dialog', { name: /words that the encoders know/ })).toContainText(
    'sparrow',
  );
  expect(errors).toEqual([]);
});

test('answers follow a run that goes on', async ({ page }) => {
  await open(page, SENTENCES);
  await expect(cosine(page, 0)).toHaveText(/\d/);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const seen = new Set<string | null>();
  await expect
    .poll(async () => seen.add(await cosine(page, 0).textContent()).size, { timeout: 60_000 })
    .toBeGreaterThan(3);
  await reaches(page, 20);
});

test('a query ranks passages in every lane, by the keyboard alone', async ({ page }) => {
  const errors = errorsOf(page);
  await open(page, `${DOCUMENTS}&lanes=selection:all,hardest`);
  await step(page, 5);
  const passages = (place: number) => lane(page, place).getByRole('list').getByRole('button');
  for (const place of [0, 1]) {
    await expect(lane(page, place)).toContainText(/Right passage: rank \d+ of 500/);
    await expect(lane(page, place)).toContainText('Recall@1');
  }
  const field = page.getByRole('searchbox', { name: 'Ask' });
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press('Tab');
    if (await field.evaluate((one) => one === document.activeElement)) break;
  }
  await expect(field).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('a small bird that is quixotically african');
  await expect(page.getByRole('region', { name: 'A query to all lanes' })).toContainText(
    'Unknown word: “quixotically”',
  );
  for (const place of [0, 1]) {
    await expect(lane(page, place)).toContainText('Nearest of 500 passages');
    await expect(passages(place)).toHaveCount(10);
  }
  const expected = await page.evaluate(async () => {
    const { pushpull } = globalThis as Scripted;
    const answers = await pushpull.ask(['a small bird that is quixotically african'], 10);
    return answers.map(({ texts }) => texts[0]?.nearest.map(({ cosine }) => cosine) ?? []);
  });
  for (const place of [0, 1]) {
    const shown = await passages(place).allTextContents();
    expect(shown.map((text, rank) => text.slice(0, `${rank + 1}`.length + 4))).toEqual(
      expected[place]?.map((one, rank) => `${rank + 1}${one.toFixed(2)}`),
    );
  }
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  for (const place of [0, 1])
    await expect(lane(page, place)).toContainText(/Right passage: rank \d+ of 500/);
  await passages(1).first().focus();
  await page.keyboard.press('Enter');
  await expect(passages(0).first()).toBeVisible();
  expect(errors).toEqual([]);
});

test('the map is a press away, and back', async ({ page }) => {
  await open(page, SENTENCES);
  const shows = page.getByRole('group', { name: 'What lanes show' });
  await expect(shows.getByRole('button', { name: 'Edits' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await shows.getByRole('button', { name: 'Map' }).click();
  await expect(page.getByRole('img', { name: /held-out items/ })).toBeVisible();
  await expect(question(page)).toHaveCount(0);
  await shows.getByRole('button', { name: 'Edits' }).click();
  await expect(question(page)).toBeVisible();
});

for (const [what, link, shown] of [
  [
    'edits of sentences',
    `${SENTENCES}&lanes=source:inBatch,nearMisses,bm25,wholeSet`,
    'Rewrite is nearer',
  ],
  ['found passages', `${DOCUMENTS}&lanes=source:inBatch,bm25,wholeSet`, 'Right passage'],
] as const)
  testAtEverySize(what, async (page) => {
    await open(page, link);
    await step(page, 2);
    await expect(lane(page, 0)).toContainText(shown);
    await expectToFit(page);
    // No figure is cut off at the edge of its lane.
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('article')].flatMap((article) => {
        const right = article.getBoundingClientRect().right;
        return [...article.querySelectorAll('td, dd')]
          .filter((one) => one.getBoundingClientRect().right > right)
          .map((one) => one.textContent);
      }),
    );
    expect(cut).toEqual([]);
  });
