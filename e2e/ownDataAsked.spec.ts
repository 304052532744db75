import { expect, test } from '@playwright/test';
import { give, openPanel, panel, START, train, trains } from './ownDataPanel';
import { bars, pairsCsv, png, textsCsv } from './ownFiles';
import { errorsOf, open } from './page';

test('pasted pictures become a set once there are enough of two classes, and say what is missing', async ({
  page,
}) => {
  const errors = errorsOf(page);
  await open(page, START);
  const paste = (label: number, count: number) =>
    page.evaluate(
      (all) => {
        for (const bytes of all) {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(bytes)], 'image.png', { type: 'image/png' }));
          document.body.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
          );
        }
      },
      Array.from({ length: count }, (_, i) => [...png(28, 28, bars(label, i))]),
    );
  await expect(page.getByRole('button', { name: 'Your own data…' })).toBeVisible();
  await expect
    .poll(async () => {
      await paste(0, 1);
      return panel(page).isVisible();
    })
    .toBe(true);
  await expect(panel(page).getByText(/Still missing: .* of a second class/)).toBeVisible();
  await panel(page).getByRole('button', { name: 'Forget these' }).click();
  await paste(0, 6);
  await panel(page).getByLabel('Class of the pictures you paste next').fill('class 2');
  await paste(4, 3);
  await expect(panel(page).getByText('Still missing: 1 more of “class 2”')).toBeVisible();
  await expect(panel(page).getByRole('button', { name: 'Look at these' })).toBeDisabled();
  await paste(5, 1);
  await panel(page).getByRole('button', { name: 'Look at these' }).click();
  await expect(panel(page).getByText('10 images in 2 classes')).toBeVisible();
  await train(page).click();
  await trains(page, 'ownImages');
  expect(errors).toEqual([]);
});

test('what the files leave open is asked first, and only then can be trained on', async ({
  page,
}) => {
  await open(page, START);
  await openPanel(page);
  await give(page, [textsCsv('reviews.csv', 60), pairsCsv('questions.csv', 60)]);
  await expect(panel(page).getByRole('alert')).toContainText('“The data are in”');
  await expect(train(page)).toBeDisabled();
  await panel(page).getByLabel('The data are in').selectOption('reviews.csv');
  await expect(panel(page).getByText('60 texts in 3 classes')).toBeVisible();
  await train(page).click();
  await trains(page, 'ownTexts');
});
