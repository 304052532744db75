import { expect, type Page, test } from '@playwright/test';
import { accessibilityViolations } from './axe';
import { errorsOf, open, QUICK, type Scripted, step } from './page';

/** The button of a kind's name in the recipe. */
const about = (page: Page, kind: string) =>
  page.getByRole('button', { name: new RegExp(`^${kind}: about `) });
const panel = (page: Page) => page.getByRole('dialog');
const formula = (page: Page) => panel(page).getByRole('figure', { name: 'Formula' });

test('every kind in the recipe tells what its part is, from where, and in which formula', async ({
  page,
}) => {
  const errors = errorsOf(page);
  await open(page, QUICK);
  for (const kind of ['Data', 'Positives', 'Encoder', 'Source', 'Guard', 'Optimizer']) {
    await about(page, kind).click();
    await expect(panel(page).getByRole('heading', { level: 3 })).toBeVisible();
    await page.keyboard.press('Escape');
  }
  await about(page, 'Loss').click();
  await expect(panel(page).getByRole('heading', { name: 'Triplet' })).toBeVisible();
  await expect(formula(page).locator('math')).toBeAttached();
  await expect(panel(page).getByRole('link', { name: /arxiv/ })).toHaveAttribute(
    'href',
    'https://arxiv.org/abs/1503.03832',
  );
  expect(errors).toEqual([]);
});

test('a formula is set in its own typefaces, and colours its terms by their meaning', async ({
  page,
}) => {
  const fonts: string[] = [];
  page.on('response', (response) => {
    if (/\.(woff2?|ttf)$/.test(response.url())) fonts.push(response.url());
  });
  await open(page, QUICK);
  await about(page, 'Loss').click();
  await expect(formula(page).locator('math')).toBeAttached();
  const seen = await formula(page).evaluate(async (element) => {
    await document.fonts.ready;
    const root = getComputedStyle(document.documentElement);
    const asRgb = (name: string) => {
      const probe = document.createElement('i');
      probe.style.color = root.getPropertyValue(name);
      element.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    };
    const inks = [...element.querySelectorAll('.enclosing, .mord')].map(
      (term) => getComputedStyle(term).color,
    );
    return { inks, positive: asRgb('--positive-text'), negative: asRgb('--chosen-text') };
  });
  expect(seen.inks).toContain(seen.positive);
  expect(seen.inks).toContain(seen.negative);
  expect(await page.evaluate(() => document.fonts.check('1em KaTeX_Main'))).toBe(true);
  expect(fonts.length).toBeGreaterThan(0);
  expect(fonts.filter((url) => !url.endsWith('.woff2'))).toEqual([]);
});

test('the keyboard opens the panel, reads another lane’s part, and goes back to where it was', async ({
  page,
}) => {
  await open(page, `${QUICK}&lanes=selection:hardest,random`);
  await step(page, 3);
  await about(page, 'Selection').focus();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toBeFocused();
  await expect(panel(page).getByRole('heading', { name: 'Hardest' })).toBeVisible();
  await panel(page).getByRole('radio', { name: 'Hardest' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(panel(page).getByRole('heading', { name: 'Random' })).toBeVisible();
  await expect(panel(page).getByText('Random, step 3')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(about(page, 'Selection')).toBeFocused();
});

test('once the page rests, formulas are there without a network', async ({ page, context }) => {
  const drawn = page.waitForResponse(/assets\/draw-.*\.js/);
  await open(page, QUICK);
  await drawn;
  await page.waitForFunction(() => document.fonts.check('1em KaTeX_Main'));
  await context.setOffline(true);
  await about(page, 'Loss').click();
  await expect(formula(page).locator('math')).toBeAttached();
});

test('typing the first letters in a long menu of the sentence chooses', async ({ page }) => {
  await open(page, QUICK);
  await page.getByRole('button', { name: /^triplet loss/ }).click();
  await expect(page.getByRole('radio', { checked: true })).toBeFocused();
  await page.keyboard.type('nt');
  await expect(page.getByRole('radio', { name: 'NT-Xent' })).toBeChecked();
  const loss = () =>
    page.evaluate(() => (globalThis as Scripted).pushpull.recipe.shared.loss as string);
  expect(await loss()).toBe('ntXent');
});

test('a part in disguise says so, and offers the lane to compare it with', async ({ page }) => {
  await open(page, `${QUICK}&loss=hcl&beta=3&temperature=0.4`);
  const add = page.getByRole('button', { name: 'Add a lane: NT-Xent at temperature 0.1' });
  await add.click();
  const lanes = await page.evaluate(() => (globalThis as Scripted).pushpull.recipe.lanes);
  expect(lanes).toHaveLength(2);
  expect(lanes[1]).toMatchObject({ loss: 'ntXent', temperature: 0.1 });
  await expect(add).toBeDisabled();
  await expect(page.getByText('Lane 2 is that already.')).toBeVisible();
});

test('what parts keep is told under the lane, and lanes stay side by side', async ({ page }) => {
  await open(page, `${QUICK}&loss=infoNce&lanes=source:inBatch,momentumQueue`);
  await step(page, 6);
  await expect(page.getByRole('img', { name: /^Kept by its parts: .*steps? old/ })).toHaveCount(1);
  const tops = await page
    .getByRole('article')
    .evaluateAll((lanes) =>
      lanes.map((lane) => lane.lastElementChild?.getBoundingClientRect().top ?? 0),
    );
  expect(tops[1]).toBeCloseTo(tops[0] ?? Number.NaN, 0);
});

test('a training item that a source brought is named and pictured, but no anchor', async ({
  page,
}) => {
  await open(page, 'loss=infoNce&source=momentumQueue&selection=hardest&k=8');
  await step(page, 3);
  const brought = page.getByRole('button', { name: /a training item from the source/ }).first();
  await expect(brought).toBeVisible();
  await expect(brought).toBeDisabled();
});

for (const [width, height] of [
  [1280, 720],
  [390, 844],
] as const)
  for (const scheme of ['light', 'dark'] as const)
    test(`an open panel fits into ${width} x ${height} and passes axe, ${scheme}`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme });
      await open(page, `${QUICK}&loss=hcl`);
      await step(page, 2);
      await about(page, 'Loss').click();
      await expect(formula(page).locator('math')).toBeAttached();
      await expect
        .poll(async () => {
          const box = await panel(page).boundingBox();
          return (
            box &&
            box.x >= 0 &&
            box.y >= 0 &&
            box.x + box.width <= width &&
            box.y + box.height <= height
          );
        })
        .toBe(true);
      expect(await accessibilityViolations(page)).toEqual([]);
    });

test('what a hollow diamond means is told once there is one', async ({ page }) => {
  await open(page, `${QUICK}&source=mixed&queueSize=32&warmUp=10`);
  const legend = page.getByRole('img', { name: /^Hollow diamond/ });
  await expect(legend).toHaveCount(0);
  await step(page, 3);
  await expect(legend).toHaveCount(0);
  await step(page, 20);
  await expect(legend).toBeVisible();
});
