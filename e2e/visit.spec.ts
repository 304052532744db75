import { expect, test } from '@playwright/test';
import { accessibilityViolations } from './axe';
import { errorsOf, open, QUICK, reaches, report, type Scripted, status, step } from './page';
import { expectToFit } from './sizes';

test('a visitor presses Run and sees three encoders that differ only in their negatives', async ({
  page,
}) => {
  const errors = errorsOf(page);
  await open(page);
  await expect(page.getByRole('heading', { name: 'Hardest' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Random' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Semi-hard' })).toBeVisible();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await reaches(page, 40);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  await expect(page.getByText(/Collapsed \(step \d+\)/).first()).toBeVisible();
  const [hardest, random, semiHard] = [
    await report(page, 0),
    await report(page, 1),
    await report(page, 2),
  ];
  expect(hardest.meanCosine).toBeGreaterThan(0.99);
  expect(semiHard.mapAtR).toBeGreaterThan(random.mapAtR ?? 1);
  expect(errors).toEqual([]);
});

test('a softmax loss with one negative offers all of them, as in its paper', async ({ page }) => {
  await open(page, `${QUICK}&loss=ntXent`);
  const offer = page.getByRole('button', { name: 'All negatives, as in the paper' });
  await expect(
    page.getByText(/NT-Xent with 1 negative per pair is a softmax over two/),
  ).toBeVisible();
  await offer.click();
  await expect(offer).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'All negatives' })).toBeVisible();
});

test('Step trains one step, Reset goes back to the very same start', async ({ page }) => {
  await open(page, QUICK);
  const before = await report(page);
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(status(page)).toHaveText(/step 1$/);
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(status(page)).toHaveText(/step 2$/);
  const first = await report(page);
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(status(page)).toHaveText(/step 0$/);
  await expect.poll(async () => (await report(page)).mapAtR).toBe(before.mapAtR);
  await step(page, 2);
  expect((await report(page)).loss).toBe(first.loss);
});

test('the keyboard alone runs, pauses, steps and resets', async ({ page }) => {
  await open(page, QUICK);
  await page.keyboard.press('s');
  await expect(status(page)).toHaveText(/step 1$/);
  await page.keyboard.press('Space');
  await reaches(page, 5);
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByText('Press R again')).toBeVisible();
  await expect(status(page)).not.toHaveText(/step 0$/);
  await page.keyboard.press('r');
  await expect(status(page)).toHaveText(/step 0$/);
});

test('changes are undone and made again by button and by key, and letters can be switched off', async ({
  page,
}) => {
  await open(page, QUICK);
  const loss = page.getByRole('combobox', { name: 'Loss', exact: true });
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
  await loss.selectOption('ntXent');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(loss).toHaveValue('triplet');
  await expect(page.getByText('The last change is undone.')).toBeVisible();
  await page.keyboard.press('Control+Shift+Z');
  await expect(loss).toHaveValue('ntXent');
  await page.keyboard.press('Control+Z');
  await expect(loss).toHaveValue('triplet');
  await page.getByRole('button', { name: 'Letter keys on' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Letter keys off' })).toBeVisible();
  await page.waitForFunction(() => (globalThis as Scripted).pushpull.report().mapAtR !== null);
  await page.keyboard.press('s');
  await page.keyboard.press('Space');
  await reaches(page, 1);
});

test('every control has its name, and turning a knob mid-run restarts nothing', async ({
  page,
}) => {
  await open(page, QUICK);
  for (const name of [
    'Data',
    'Positives',
    'Encoder',
    'Embedding',
    'Source',
    'Selection',
    'Guard',
    'Loss',
    'Optimizer',
  ])
    await expect(page.getByRole('combobox', { name, exact: true })).toHaveCount(1);
  for (const name of ['Run', 'Step', 'Reset', 'Share'])
    await expect(page.getByRole('button', { name, exact: true })).toHaveCount(1);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await reaches(page, 5);
  const slider = page.getByRole('slider', { name: 'Margin', exact: true });
  await slider.focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  const at = (await report(page)).step;
  await reaches(page, at + 5);
  expect(await page.evaluate(() => (globalThis as Scripted).pushpull.recipe.shared.margin)).toBe(
    0.25,
  );
});

test('exchanging a part mid-run says that training restarts, and does', async ({ page }) => {
  await open(page, QUICK);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await reaches(page, 10);
  await page.getByRole('combobox', { name: 'Loss', exact: true }).selectOption('ntXent');
  await expect(page.getByText('Training restarts.').first()).toBeVisible();
  await expect.poll(async () => (await report(page)).histogram?.axis).toBe('similarity');
});

test('a part that does not fit is disabled and says why', async ({ page }) => {
  await open(page, QUICK);
  const option = page
    .getByRole('combobox', { name: 'Encoder', exact: true })
    .locator('option[value=smallCnn]');
  await expect(option).toBeDisabled();
  await expect(page.getByText(/CNN reads images/).first()).toBeAttached();
});

test('a lane is added as a copy, changed by itself, and taken away', async ({ page }) => {
  await open(page, QUICK);
  await page.getByRole('button', { name: '+ Lane' }).click();
  await page.getByRole('combobox', { name: 'Selection', exact: true }).selectOption('hardest');
  await expect(page.getByRole('heading', { name: 'Hardest' })).toBeVisible();
  await step(page, 3);
  expect((await report(page, 0)).loss).not.toBe((await report(page, 1)).loss);
  await expect(page).toHaveURL(/lanes=selection:semiHard,hardest/);
  await page.getByRole('button', { name: /Remove lane Hardest/ }).click();
  await expect(page.getByRole('heading', { name: 'Hardest' })).toHaveCount(0);
  expect((await report(page, 0)).step).toBe(3);
});

for (const scheme of ['light', 'dark'] as const)
  test(`axe finds no WCAG 2.2 AA violation, idle and trained, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page, `${QUICK}&lanes=selection:hardest,random`);
    expect(await accessibilityViolations(page)).toEqual([]);
    await step(page, 5);
    expect(await accessibilityViolations(page)).toEqual([]);
  });

for (const [width, height] of [
  [1440, 900],
  [1280, 720],
] as const)
  test(`the page is whole at ${width} x ${height} without scrolling, with one lane and with four`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    for (const lanes of ['', '&lanes=k:1,2,3,4']) {
      await open(page, QUICK + lanes);
      await expectToFit(page);
    }
  });

test('on a phone nothing sticks out sideways and training can be started', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, `${QUICK}&lanes=selection:hardest,semiHard`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await reaches(page, 2);
});

test('on a phone the row of buttons covers nothing for good, nor what has the focus', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, QUICK);
  const row = await page.getByRole('button', { name: 'Step', exact: true }).boundingBox();
  const bottomOf = async (name: string) => {
    const box = await page.getByRole('button', { name }).boundingBox();
    return (box?.y ?? 0) + (box?.height ?? 0);
  };
  await page.getByRole('combobox', { name: 'Schedule', exact: true }).focus();
  const schedule = await page
    .getByRole('combobox', { name: 'Schedule', exact: true })
    .boundingBox();
  expect((schedule?.y ?? 0) + (schedule?.height ?? 0)).toBeLessThan(row?.y ?? 0);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  expect(await bottomOf('+ Lane')).toBeLessThan(row?.y ?? 0);
});

test('experiments are offered in groups with what they show, by keyboard alone', async ({
  page,
}) => {
  await open(page, QUICK);
  const menu = page.getByRole('button', { name: /^Experiment: / });
  await expect(menu).toHaveText('Experiment: Your own');
  await menu.press('Enter');
  const list = page.getByRole('region', { name: 'Experiments to open' });
  await expect(list.getByRole('group', { name: 'Images', exact: true })).toBeVisible();
  await expect(list.getByText('Hardest collapses, random stalls')).toBeVisible();
  await expect(list.getByRole('button').first()).toBeFocused();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.keyboard.press('End');
  await expect(list.getByRole('button').last()).toBeFocused();
  await page.keyboard.type('never');
  await expect(list.getByRole('button', { name: /^Never seen/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(list).toHaveCount(0);
  await expect(menu).toHaveText('Experiment: Never seen');
  await expect(page).toHaveURL(/heldOut=classes/);
  await menu.press('Enter');
  await expect(list.getByRole('button', { name: /^Never seen/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();
});

test('classes that are never trained on are said to be such wherever they are measured', async ({
  page,
}) => {
  await open(page, 'data=glyphs&filters=4&heldOut=classes');
  await expect(page.getByRole('button', { name: 'classes never seen' })).toBeVisible();
  await expect(
    page.getByText('12 classes to train on (1,440 items), 12 never seen (576)'),
  ).toBeVisible();
  await expect(page.getByText('Map: classes never trained on')).toBeVisible();
  await expect(
    page.getByRole('img', { name: /576 held-out items of 12 classes never trained on/ }),
  ).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.getByText(/not among those trained on: kNN looks among/)).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole('button', { name: 'classes never seen' }).click();
  await expect(page.getByRole('radio', { name: 'Classes never seen' })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByText('Map: classes never trained on')).toHaveCount(0);
});

test('needs at most 150 kB of script before the worker', async ({ page }) => {
  const sizes: number[] = [];
  page.on('response', async (response) => {
    const url = response.url();
    if (/\.js$/.test(url) && !/worker/.test(url) && response.frame() === page.mainFrame())
      sizes.push((await response.body()).length);
  });
  // The worker is on its way and does not come: what counts is what the page asks for until then.
  await page.route('**/*worker*.js', () => {});
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  await page.waitForTimeout(500);
  const { gzipSync } = await import('node:zlib');
  const { readFileSync, readdirSync } = await import('node:fs');
  const html = readFileSync('dist/index.html', 'utf8');
  const first = readdirSync('dist/assets').filter(
    (file) => html.includes(file) && file.endsWith('.js'),
  );
  const bytes = first.reduce(
    (sum, file) => sum + gzipSync(readFileSync(`dist/assets/${file}`), { level: 9 }).length,
    0,
  );
  expect(sizes).toHaveLength(first.length);
  expect(bytes).toBeLessThan(150_000);
});

test('no chunk imports the file a worker starts with, which WebKit would run a second time', async () => {
  const { readFileSync, readdirSync } = await import('node:fs');
  const chunks = readdirSync('dist/assets').filter((file) => file.endsWith('.js'));
  const entries = chunks.filter((file) => file.startsWith('worker-'));
  expect(entries).toHaveLength(2);
  const importing = chunks.filter((file) => {
    const text = readFileSync(`dist/assets/${file}`, 'utf8');
    return entries.some((entry) =>
      new RegExp(`(from|import)\\s*\\(?["'\`]\\./${entry}`).test(text),
    );
  });
  expect(importing).toEqual([]);
});
