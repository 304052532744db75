import { expect, test } from '@playwright/test';
import { errorsOf, open, QUICK, reaches, report, step } from './page';

test('on WebGPU three lanes of points train from the page; equal lanes give equal numbers, twice', async ({
  page,
}) => {
  const errors = errorsOf(page);
  const runs = [];
  for (let i = 0; i < 2; i++) {
    await open(
      page,
      `${QUICK}&learningRate=0.01&lanes=selection:semiHard,semiHard,random&backend=webgpu`,
    );
    const start = await report(page);
    expect(start.backend).toBe('webgpu');
    expect(start.replay).toMatchObject({ isReplayed: true, reason: null });
    await step(page, 1);
    const first = await report(page);
    await step(page, 29);
    const [one, same] = [await report(page, 0), await report(page, 1)];
    expect(one.step).toBe(30);
    expect({ ...one }).toEqual({ ...same });
    expect(one.loss).toBeLessThan(first.loss ?? 0);
    expect(one.mapAtR).toBeGreaterThan(start.mapAtR ?? 1);
    runs.push([one.loss, one.mapAtR, one.uniformity, (await report(page, 2)).loss]);
  }
  expect(runs[0]).toEqual(runs[1]);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await reaches(page, 32);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await step(page, 0);
  expect((await report(page)).step).toBeLessThan(60);
  expect(errors).toEqual([]);
});

test('without a GPU the page trains on wasm and says why', async ({ page }) => {
  await open(page, QUICK);
  const { backend } = await report(page);
  expect(backend).toBe('wasm');
  await page.getByRole('button', { name: /WebAssembly/ }).click();
  await expect(page.getByText(/software/i).first()).toBeVisible();
});

test('a link can force the slowest engine, and it trains too', async ({ page }) => {
  await open(page, `${QUICK}&width=8&layers=1&backend=cpu`);
  await step(page, 2);
  expect(await report(page)).toMatchObject({ backend: 'cpu', step: 2 });
});
