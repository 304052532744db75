import { expect, type Page, test } from '@playwright/test';
import { exposeEngine, open, QUICK } from './page';

/** Shows the page in a frame without an origin of its own. */
async function sandboxed(page: Page, baseURL: string) {
  const outside = new URL('/embedding', baseURL).href;
  await page.route(outside, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<iframe sandbox="allow-scripts" width="900" height="600" src="${baseURL}"></iframe>`,
    }),
  );
  await page.goto(outside);
  return page.frameLocator('iframe');
}

test('where its script does not load, the page says what it needs', async ({ page }) => {
  await page.route('**/assets/index-*.js', (route) => route.abort());
  await page.goto('./');
  const words = page.getByText('Pushpull has not started.');
  await expect(words).toBeVisible();
  await expect(words).toContainText('over http or https');
});

test('opened as a file from the disk, the page says that it has to be served', async ({ page }) => {
  await page.goto(`file://${process.cwd()}/dist/index.html`);
  await expect(page.getByText('Pushpull has not started.')).toBeVisible();
});

test('in a sandboxed frame the page says why it does not start, with its script and without', async ({
  page,
  baseURL,
}) => {
  const without = await sandboxed(page, String(baseURL));
  await expect(without.getByText('Pushpull has not started.')).toBeVisible();
  await page.route(`${baseURL}**`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      headers: { ...response.headers(), 'access-control-allow-origin': '*' },
    });
  });
  const frame = await sandboxed(page, String(baseURL));
  await expect(frame.getByRole('alert')).toContainText('may not start the worker');
  await expect(frame.getByRole('alert')).toContainText('allow-same-origin');
});

test('while its script is on its way, the page does not show those words at once', async ({
  page,
}) => {
  let letCome = () => {};
  const held = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await page.route('**/assets/index-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('./', { waitUntil: 'commit' });
  const words = page.getByText('Pushpull has not started.');
  await expect(words).toBeAttached();
  expect(await words.isVisible()).toBe(false);
  letCome();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  await expect(words).toHaveCount(0);
});

test('a worker that ends itself is noticed, and trying again trains', async ({ page }) => {
  await page.clock.install();
  await exposeEngine(page);
  await open(page, QUICK);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await page.evaluate(() => (globalThis as unknown as { engine: Worker }).engine.terminate());
  await page.clock.runFor(40_000);
  await expect(page.getByRole('alert')).toContainText('no longer answers');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});
