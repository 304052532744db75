import { expect, type Page, test } from '@playwright/test';
import { accessibilityViolations } from './axe';

/** A laptop, a small one, and a phone; both themes are among them. */
const SIZES = [
  [1440, 900, 'light'],
  [1280, 720, 'dark'],
  [390, 844, 'light'],
] as const;

interface Room {
  readonly width: number;
  readonly height: number;
}

/**
 * A test at each size: `look` brings the page to what is looked at and checks its
 * place; then axe finds nothing. `what` is said in the plural.
 */
export function testAtEverySize(what: string, look: (page: Page, room: Room) => Promise<void>) {
  for (const [width, height, colorScheme] of SIZES)
    test(`${what} fit into ${width} x ${height} and pass axe, ${colorScheme}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await look(page, { width, height });
      expect(await accessibilityViolations(page)).toEqual([]);
    });
}

/** Nothing sticks out sideways and, where lanes stand side by side, nothing below. */
export async function expectToFit(page: Page) {
  const over = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return [scrollWidth - innerWidth, innerWidth < 1140 ? 0 : scrollHeight - innerHeight];
  });
  expect(over).toEqual([0, 0]);
}
