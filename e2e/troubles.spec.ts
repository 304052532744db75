import { expect, test } from '@playwright/test';
import { open, QUICK, reaches, report, type Scripted, step } from './page';

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
});

test('a loss that stops being a number stops the run, says so, and keeps the last good picture', async ({
  page,
}) => {
  await open(
    page,
    `${QUICK}&optimizer=sgd&learningRate=1&momentum=0.99&weightDecay=0.1&loss=contrastive&embedding=2`,
  );
  await step(page, 5);
  const before = await report(page);
  // No knob of the page leads there; a script can, and the engine has to catch it all the same.
  await page.evaluate(() => {
    const { pushpull } = globalThis as Scripted;
    pushpull.recipe = { learningRate: 1, momentum: 0.99, weightDecay: 0.1 };
  });
  await step(page, 60).catch(() => undefined);
  expect(Number.isFinite((await report(page)).loss)).toBe(true);
  expect((await report(page)).step).toBeGreaterThanOrEqual(before.step);
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

test('once open, the page trains without a network', async ({ page, context }) => {
  await open(page, QUICK);
  await context.setOffline(true);
  await step(page, 3);
  await page.getByRole('combobox', { name: 'Selection', exact: true }).selectOption('hardest');
  await step(page, 3);
  expect((await report(page)).step).toBe(3);
});
