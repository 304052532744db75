import { expect, test } from '@playwright/test';
import { open, QUICK, report, type Scripted, status, step } from './page';

test('a link reproduces a run to the last digit', async ({ page }) => {
  const link = `${QUICK}&lanes=selection:hardest,random&seed=3`;
  const runs = [];
  for (let i = 0; i < 2; i++) {
    await open(page, link);
    await step(page, 12);
    runs.push([await report(page, 0), await report(page, 1)].map(({ miningMs, ...rest }) => rest));
  }
  expect(runs[0]).toEqual(runs[1]);
});

test('Share copies a link that opens the same experiment', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, QUICK);
  await page.getByRole('combobox', { name: 'Selection', exact: true }).selectOption('random');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('selection=random');
  await open(page, link.split('#')[1]);
  expect(await page.evaluate(() => (globalThis as Scripted).pushpull.recipe.shared)).toMatchObject({
    data: 'points',
    selection: 'random',
    width: 16,
  });
});

test('a damaged link is named in words and the rest of it is kept', async ({ page }) => {
  await open(page, `${QUICK}&selection=unicorn&margin=9`);
  await expect(page.getByText(/unicorn/).first()).toBeVisible();
  await expect(page.getByText(/Margin can't be 9/).first()).toBeVisible();
  const { shared } = await page.evaluate(() => (globalThis as Scripted).pushpull.recipe);
  expect(shared).toMatchObject({ data: 'points', selection: 'semiHard', margin: 2 });
});

test('going back undoes an exchanged part, and reloading keeps what was chosen', async ({
  page,
}) => {
  await open(page, QUICK);
  const loss = page.getByRole('combobox', { name: 'Loss', exact: true });
  await loss.selectOption('ntXent');
  await expect(page).toHaveURL(/loss=ntXent/);
  await page.reload();
  await expect(loss).toHaveValue('ntXent');
  await page.goBack();
  await expect(loss).toHaveValue('triplet');
});

test('following another link on the open page opens it', async ({ page }) => {
  await open(page, QUICK);
  await page.evaluate(() => {
    location.hash = 'data=points&encoder=mlp&width=16&selection=easiest';
  });
  await expect(page.getByRole('combobox', { name: 'Selection', exact: true })).toHaveValue(
    'easiest',
  );
});

test('the script interface reads and sets the recipe, trains, reports and gives embeddings', async ({
  page,
}) => {
  await open(page, QUICK);
  const result = await page.evaluate(async () => {
    const { pushpull } = globalThis as Scripted;
    pushpull.recipe = { loss: 'ntXent', temperature: 0.1 };
    await pushpull.step(3);
    const one = pushpull.report();
    const { embeddings, labels, step } = await pushpull.embeddings();
    pushpull.recipe = {
      shared: { seed: 3 },
      lanes: [{ selection: 'hardest' }, { selection: 'random' }],
    };
    await pushpull.step(2);
    let refused = '';
    try {
      pushpull.recipe = { loss: 'nonsense' };
    } catch (error) {
      refused = String(error);
    }
    await pushpull.reset();
    return {
      one,
      rows: embeddings.length,
      labels: labels.length,
      first: embeddings[0],
      step,
      recipe: pushpull.recipe,
      refused,
    };
  });
  expect(result.one.step).toBe(3);
  expect(result.one.loss).toBeGreaterThan(0);
  expect(result.rows).toBe(result.labels);
  expect(Math.hypot(...(result.first ?? []))).toBeCloseTo(1, 4);
  expect(result.recipe.lanes.map((lane) => lane.selection)).toEqual(['hardest', 'random']);
  expect(result.recipe.shared).toMatchObject({ loss: 'ntXent', temperature: 0.1, seed: 3 });
  expect(result.refused).toContain('nonsense');
  await expect(status(page)).toHaveText(/step 0$/);
});

test('what a script asks before the engine has started waits for it', async ({ page }) => {
  await page.goto('about:blank');
  await page.goto(`./#${QUICK}`, { waitUntil: 'domcontentloaded' });
  await page.waitForFunction(() => 'pushpull' in globalThis);
  await page.evaluate(() => (globalThis as Scripted).pushpull.step(5));
  expect((await report(page)).step).toBe(5);
});

test('once steps are done the page shows them, and a pause ends those that are not', async ({
  page,
}) => {
  await open(page, QUICK);
  const [measured, shown] = await page.evaluate(async () => {
    const { pushpull } = globalThis as Scripted;
    await pushpull.step(100);
    const { mapAtR } = pushpull.report();
    return [mapAtR?.toFixed(2), document.querySelector('main header')?.textContent];
  });
  expect(shown).toContain(measured);
  await page.evaluate(() => {
    const asked = (globalThis as Scripted).pushpull.step(1e9);
    Object.assign(globalThis, { asked: asked.catch(({ message }: Error) => message) });
  });
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const said = await page.evaluate(() => (globalThis as unknown as { asked: string }).asked);
  const { step: at } = await report(page);
  expect(said).toBe(`Paused at step ${at}.`);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
});
