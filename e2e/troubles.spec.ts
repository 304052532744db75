import { expect, test } from '@playwright/test';
import { exposeEngine, open, QUICK, reaches, report, type Scripted, status, step } from './page';

test('a worker that can not be loaded is said in words, and trying again works', async ({
  page,
}) => {
  await page.route('**/*worker*.js', (route) => route.abort());
  await page.goto(`./#${QUICK}`);
  await expect(page.getByRole('alert')).toContainText('could not be loaded');
  await page.unroute('**/*worker*.js');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.waitForFunction(() => (globalThis as Scripted).pushpull.report().mapAtR !== null);
  await step(page, 2);
  expect((await report(page)).step).toBe(2);
});

test('a data file that can not be read is said in words, and other data still train', async ({
  page,
}) => {
  await page.route('**/digits.bin', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('./#data=digits');
  await expect(page.getByRole('alert')).toContainText('digits.bin');
  await page.getByRole('combobox', { name: 'Data', exact: true }).selectOption('points');
  await page.waitForFunction(() => (globalThis as Scripted).pushpull.report().mapAtR !== null);
  await step(page, 2);
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect((await report(page)).step).toBe(2);
});

test('data that can not be downloaded leave what is trained, and are there when asked for again', async ({
  page,
}) => {
  await open(page, `${QUICK}&selection=random`);
  await step(page, 4);
  const before = await report(page);
  await page.route('**/digits.bin', (route) => route.abort());
  const data = page.getByRole('combobox', { name: 'Data', exact: true });
  await data.selectOption('digits');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The data for this experiment could not be downloaded');
  await expect(alert).toContainText('Check your connection, then try again.');
  await expect(alert).not.toContainText('GPU');
  await expect(data).toHaveValue('points');
  await expect(page).toHaveURL(/data=points/);
  await expect(page.getByRole('status').first()).toHaveText(/step 4$/);
  expect(await report(page)).toMatchObject({ step: 4, mapAtR: before.mapAtR });
  await step(page, 2);
  expect((await report(page)).step).toBe(6);
  await page.unroute('**/digits.bin');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(data).toHaveValue('digits');
  await expect(alert).toHaveCount(0);
  await expect(page.getByRole('status').first()).toHaveText(/step 0$/);
  await step(page, 1);
});

test('when the engine stops by itself the page says why, keeps its picture and can go on', async ({
  page,
}) => {
  // No knob leads to a loss that is no number, so the engine's report of one is played back here;
  // that the engine reports it is tested with the engine.
  await exposeEngine(page);
  await open(page, QUICK);
  await step(page, 5);
  const before = await report(page);
  const message = 'The loss of lane 1 stopped being a number at step 6.';
  await page.evaluate((text) => {
    const { engine } = globalThis as unknown as { engine: Worker };
    const data = { type: 'stopped', run: 1, message: text, hint: 'Lower the learning rate.' };
    engine.dispatchEvent(new MessageEvent('message', { data }));
  }, message);
  await expect(page.getByRole('alert')).toContainText(message);
  await expect(page.getByRole('alert')).toContainText('Lower the learning rate.');
  expect(await report(page)).toEqual(before);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await reaches(page, 8);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('training goes on while the tab is hidden, and says so when it is shown again', async ({
  page,
}) => {
  await open(page, QUICK);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await reaches(page, 2);
  const hide = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await hide(true);
  const { step: at } = await report(page);
  await expect.poll(async () => (await report(page)).step).toBeGreaterThan(at);
  await hide(false);
  await expect(page.getByText(/while the tab was hidden/)).toBeVisible();
});

test('pictures are drawn again after the GPU took them away', async ({ page }) => {
  await open(page, 'data=glyphs&filters=4');
  const picture = page.locator('canvas[aria-hidden=true]').first();
  await expect(picture).toBeVisible();
  const isBlank = () =>
    picture.evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const context = canvas.getContext('2d');
      const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [0] };
      return data.every((value) => value === 0);
    });
  expect(await isBlank()).toBe(false);
  await picture.evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
  });
  expect(await isBlank()).toBe(true);
  await picture.evaluate((element) => element.dispatchEvent(new Event('contextrestored')));
  await expect.poll(isBlank).toBe(false);
});

test('formulas are set without a style that the page refuses', async ({ page }) => {
  await page.addInitScript(() => {
    const refused: string[] = [];
    Object.assign(globalThis, { refused });
    addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
      refused.push(violatedDirective),
    );
  });
  await open(page, `${QUICK}&schedule=warmUpCosine`);
  await page
    .getByRole('button', { name: /Warm-up, then cosine/ })
    .first()
    .click();
  await expect(page.locator('figure .katex').first()).toBeAttached();
  await expect(page.locator('figure[aria-label=Formula] svg').first()).toBeAttached();
  expect(
    await page.evaluate(() => (globalThis as unknown as { refused: string[] }).refused),
  ).toEqual([]);
});

test('a translated page goes on: other data, another lane, another link', async ({ page }) => {
  await open(page, QUICK);
  // As translators do: every text gives way to an element with another one.
  const translate = () =>
    page.evaluate(() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: Text[] = [];
      while (texts.nextNode()) found.push(texts.currentNode as Text);
      for (const text of found) {
        if (!text.data.trim() || text.parentElement?.closest('[translate=no], script')) continue;
        const font = document.createElement('font');
        font.textContent = text.data;
        text.replaceWith(font);
      }
    });
  await translate();
  await step(page, 3);
  await expect(status(page)).toHaveText(/step 3$/);
  await page.getByRole('combobox', { name: 'Data', exact: true }).selectOption('digits');
  await expect.poll(async () => (await report(page)).mapAtR).not.toBeNull();
  await translate();
  await page.getByRole('button', { name: '+ Lane' }).click();
  await expect(page.getByRole('button', { name: /^Remove lane/ })).toHaveCount(2);
  await translate();
  await page.evaluate(() => {
    location.hash = 'data=points&encoder=mlp&width=16&lanes=selection:hardest,random,easiest';
  });
  await expect(page.getByRole('button', { name: /^Remove lane/ })).toHaveCount(3);
  await step(page, 2);
  await expect(status(page)).toHaveText(/step 2$/);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('once open, the page trains without a network', async ({ page, context }) => {
  await open(page, QUICK);
  await context.setOffline(true);
  await step(page, 3);
  await page.getByRole('combobox', { name: 'Selection', exact: true }).selectOption('hardest');
  await step(page, 3);
  expect((await report(page)).step).toBe(3);
});

test('a lane that can not be drawn says so, and the rest of the page goes on', async ({ page }) => {
  // Nothing is known to break a lane, so it is given a map without places.
  await page.addInitScript(() => {
    const Original = Worker;
    Object.assign(globalThis, {
      Worker: class extends Original {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          this.addEventListener('message', ({ data }) => {
            if (!('isBroken' in globalThis) || data.type !== 'frame') return;
            for (const { picture } of data.frame.lanes.slice(1))
              if (picture) picture.map.positions = null;
          });
        }
      },
    });
  });
  await open(page, `${QUICK}&lanes=selection:hardest,random`);
  await page.evaluate(() => Object.assign(globalThis, { isBroken: true }));
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Lane 2 could not be drawn');
  await expect(page.getByRole('heading', { name: 'Hardest' })).toBeVisible();
  await step(page, 2);
  expect((await report(page)).step).toBe(3);
  await page.getByRole('alert').getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByRole('heading', { name: 'Random' })).toBeVisible();
});
