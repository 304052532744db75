import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { accessibilityViolations } from './axe';
import { dataNow, give, openPanel, panel, START, train, trains } from './ownDataPanel';
import { bars, brokenZip, idxPair, pairsCsv, picturesZip, png, textsCsv } from './ownFiles';
import { errorsOf, open, report, type Scripted, step } from './page';
import { testAtEverySize } from './sizes';

/** What was brought is there again after the page is loaded anew, without being asked for. */
async function isThereAgain(page: Page, part: string, words: RegExp) {
  await page.reload();
  await page.waitForFunction(() => (globalThis as Scripted).pushpull?.report().mapAtR !== null);
  expect(await dataNow(page)).toBe(part);
  await expect(page.getByText(words)).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
}

const FORMS = [
  {
    what: 'a ZIP file of pictures in folders',
    files: () => [picturesZip('angles.zip', 20)],
    found: ['160 images in 8 classes', '28 × 28 pixels'],
    part: 'ownImages',
    shelf: /8 classes · 128 to train on, 32 held out/,
    link: /data=ownImages.*own=angles&ownClasses=8/,
  },
  {
    what: 'a table of pairs of texts',
    files: () => [pairsCsv('questions.csv', 120)],
    found: ['120 pairs', 'Second text'],
    part: 'ownPairs',
    shelf: /classes · \d+ to train on, \d+ held out/,
    link: /data=ownPairs.*positives=given.*own=questions/,
  },
  {
    what: 'pictures and labels as MNIST has them',
    files: () => idxPair(80),
    found: ['80 images in 4 classes', '28 × 28 pixels'],
    part: 'ownImages',
    shelf: /4 classes · 64 to train on, 16 held out/,
    link: /data=ownImages.*ownClasses=4/,
  },
] as const;

for (const { what, files, found, part, shelf, link } of FORMS)
  test(`${what} is looked at, trained on, kept, and there again after a reload`, async ({
    page,
  }) => {
    const errors = errorsOf(page);
    await open(page, START);
    await openPanel(page);
    await give(page, files());
    for (const words of found) await expect(panel(page).getByText(words).first()).toBeVisible();
    expect(await dataNow(page)).toBe('points');
    await panel(page).getByRole('checkbox', { name: 'Keep in this browser' }).check();
    await train(page).click();
    await trains(page, part);
    await expect(page).toHaveURL(link);
    await isThereAgain(page, part, shelf);
    await openPanel(page);
    await panel(page)
      .getByRole('button', { name: /^Remove / })
      .click();
    await expect(panel(page).getByText('Kept in this browser')).toHaveCount(0);
    expect(errors).toEqual([]);
  });

test('a broken table is a sentence with its file and line, and the old data train on', async ({
  page,
}) => {
  await open(page, START);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await openPanel(page);
  await give(page, [pairsCsv('broken.csv', 40, 30)]);
  await expect(panel(page).getByRole('alert')).toContainText(/broken\.csv, line 32: /);
  const { step: before } = await report(page);
  await expect.poll(async () => (await report(page)).step).toBeGreaterThan(before);
  expect(await dataNow(page)).toBe('points');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  expect(await dataNow(page)).toBe('points');
});

test('columns that were taken wrongly are set right before anything is replaced', async ({
  page,
}) => {
  await open(page, START);
  await openPanel(page);
  await give(page, [textsCsv('reviews.csv', 60)]);
  await expect(panel(page).getByText('60 texts in 3 classes')).toBeVisible();
  await panel(page).getByLabel('Label', { exact: true }).selectOption('shop');
  await expect(panel(page).getByText('60 texts in 2 classes')).toBeVisible();
  await panel(page).getByLabel('Text', { exact: true }).selectOption('shop');
  await expect(panel(page).getByRole('alert')).toContainText('two things at once');
  await expect(train(page)).toBeDisabled();
  await panel(page).getByLabel('Text', { exact: true }).selectOption('said');
  await train(page).click();
  await trains(page, 'ownTexts');
  await expect(page.getByText(/2 classes ·/)).toBeVisible();
});

test('a picture that turns out broken is named once all are read, and the others train', async ({
  page,
}) => {
  const errors = errorsOf(page);
  await open(page, START);
  await openPanel(page);
  await give(page, [brokenZip('some.zip')]);
  await train(page).click();
  await trains(page, 'ownImages');
  await expect(
    page.getByText('Left out: pictures that can’t be read, 1 in all (some/angle 1/broken.png).'),
  ).toBeVisible();
  expect(errors).toEqual([]);
});

test('a folder of pictures is handed over whole, and read again another way', async ({ page }) => {
  const folder = test.info().outputPath('angles');
  for (let label = 0; label < 4; label++) {
    mkdirSync(`${folder}/angle ${label}`, { recursive: true });
    for (let item = 0; item < 20; item++)
      writeFileSync(`${folder}/angle ${label}/${item}.png`, png(28, 28, bars(label, item)));
  }
  await open(page, START);
  await openPanel(page);
  await panel(page).locator('input[aria-label="Folder"]').setInputFiles(folder);
  await expect(panel(page).getByText('80 images in 4 classes')).toBeVisible();
  await panel(page).getByText('More: how they are read').click();
  await panel(page).getByLabel('Size').selectOption('16');
  await expect(panel(page).getByText('16 × 16 pixels, grey')).toBeVisible();
  await train(page).click();
  await trains(page, 'ownImages');
  await expect(page.getByText(/4 classes · 64 to train on, 16 held out/)).toBeVisible();
});

test('a long read is stopped, and nothing has changed', async ({ page }) => {
  await open(page, START);
  await openPanel(page);
  await give(page, [picturesZip('many.zip', 300, 64)]);
  await train(page).click();
  await expect(panel(page).getByRole('progressbar')).toBeVisible();
  await panel(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(train(page)).toBeVisible();
  await expect(panel(page).getByText('2,400 images in 8 classes')).toBeVisible();
  expect(await dataNow(page)).toBe('points');
  await step(page, 2);
});

test('a link without its data says what to bring, and offers glyphs', async ({ page }) => {
  await page.goto('./#data=ownImages&own=dogs&ownClasses=12&backend=wasm');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('images that its sender brought (dogs, 12 classes)');
  expect(await accessibilityViolations(page)).toEqual([]);
  await alert.getByRole('button', { name: 'Choose files…' }).click();
  await give(page, idxPair(40));
  await train(page).click();
  await trains(page, 'ownImages');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.goto('about:blank');
  await page.goto('./#data=ownPairs&own=questions&backend=wasm');
  await expect(alert).toContainText('pairs of texts that its sender brought (questions)');
  await alert.getByRole('button', { name: 'Train on glyphs' }).click();
  await page.waitForFunction(() => (globalThis as Scripted).pushpull.report().mapAtR !== null);
  expect(await dataNow(page)).toBe('glyphs');
});

test('data of one’s own in the menu ask to be brought first, and then are there', async ({
  page,
}) => {
  await open(page, START);
  const menu = page.getByRole('combobox', { name: 'Data', exact: true });
  await menu.selectOption('ownImages');
  await expect(panel(page)).toBeVisible();
  expect(await dataNow(page)).toBe('points');
  await give(page, idxPair(40));
  await train(page).click();
  await trains(page, 'ownImages');
  await menu.selectOption('points');
  await step(page, 1);
  await menu.selectOption('ownImages');
  await trains(page, 'ownImages');
  await page.goBack();
  await expect(menu).toHaveValue('points');
});

test('files dropped on the page are looked at', async ({ page }) => {
  await open(page, START);
  await expect(page.getByRole('button', { name: 'Your own data…' })).toBeVisible();
  const csv = pairsCsv('dropped.csv', 40).buffer.toString('utf8');
  // The part of the page that takes drops comes once all is drawn.
  await expect
    .poll(() =>
      page.evaluate((text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], 'dropped.csv'));
        const event = new DragEvent('dragover', { dataTransfer: data, cancelable: true });
        document.body.dispatchEvent(event);
        dispatchEvent(event);
        if (!event.defaultPrevented) return false;
        dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true }));
        return true;
      }, csv),
    )
    .toBe(true);
  await expect(panel(page).getByText('40 pairs')).toBeVisible();
});

test('a table pasted on the page asks what its grades mean, and trains once that is answered', async ({
  page,
}) => {
  await open(page, START);
  const graded = Array.from({ length: 80 }, (_, i) => `what is ${i}\tit is ${i}\t${i % 4}`);
  const table = `query\tdocument\trelevance\n${graded.join('\n')}`;
  const paste = (text: string) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  };
  await expect(async () => {
    await page.evaluate(paste, table);
    await expect(panel(page)).toBeVisible({ timeout: 2000 });
  }).toPass();
  await expect(panel(page).getByText('Which values of “relevance” mean')).toHaveCount(1);
  await expect(train(page)).toBeDisabled();
  await panel(page)
    .getByRole('radio', { name: /^2 or more 40 pairs, 40 rows/ })
    .check();
  await expect(panel(page).getByText('Found').locator('..')).toContainText('40 pairs');
  await train(page).click();
  await trains(page, 'ownPairs');
});

test('a data set of the hub is asked for by its name and read from its files', async ({ page }) => {
  const parquet = await import('node:fs').then((fs) =>
    fs.readFileSync('src/files/fixtures/texts-zstd.parquet'),
  );
  const asked: string[] = [];
  await page.context().route('https://datasets-server.huggingface.co/**', (route) => {
    asked.push(route.request().url());
    const isList = route.request().url().includes('/parquet?');
    return route.fulfill({
      headers: { 'access-control-allow-origin': '*' },
      json: isList
        ? {
            parquet_files: [
              {
                ...{ config: 'default', split: 'train', filename: '0000.parquet' },
                url: 'https://huggingface.co/datasets/films/plain/0000.parquet',
                size: parquet.length,
              },
            ],
          }
        : { dataset_info: {} },
    });
  });
  await page.context().route('https://huggingface.co/**', (route) => {
    const [, from = '0', to = ''] =
      /bytes=(\d+)-(\d+)/.exec(route.request().headers().range ?? '') ?? [];
    const headers = {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'range',
    };
    if (route.request().method() === 'OPTIONS') return route.fulfill({ headers });
    const body = parquet.subarray(Number(from), Number(to) + 1);
    return route.fulfill({ status: 206, headers, body });
  });
  await open(page, START);
  await openPanel(page);
  await panel(page)
    .getByLabel(/Hugging Face hub/)
    .fill('films/plain');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { name: 'films/plain' })).toBeVisible();
  await expect(panel(page).getByText('Download', { exact: true })).toBeVisible();
  await train(page).click();
  await trains(page, 'ownTexts');
  expect(asked.every((url) => url.includes('dataset=films%2Fplain'))).toBe(true);
});

testAtEverySize('the panel and what it found', async (page, { width, height }) => {
  await open(page, START);
  await openPanel(page);
  expect(await accessibilityViolations(page)).toEqual([]);
  await give(page, [pairsCsv('questions.csv', 40)]);
  await expect(train(page)).toBeVisible();
  await panel(page).getByText('More: how they are read').click();
  const box = await panel(page).boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
  await expect(train(page)).toBeInViewport();
});

test('the keyboard alone opens the panel, chooses and trains', async ({ page }) => {
  await open(page, START);
  await page.getByRole('button', { name: 'Your own data…' }).focus();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toBeVisible();
  const chosen = page.waitForEvent('filechooser');
  await panel(page).getByRole('button', { name: 'Choose files…' }).focus();
  await page.keyboard.press('Enter');
  await (await chosen).setFiles(idxPair(40));
  await train(page).focus();
  await page.keyboard.press('Enter');
  await trains(page, 'ownImages');
  await expect(page.getByRole('button', { name: 'Your own data…' })).toBeFocused();
});
