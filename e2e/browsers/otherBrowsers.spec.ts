import { expect, test } from '@playwright/test';
import { findFirefox, findWebKit } from '../../scripts/otherEngines.mjs';
import type { Driver } from './driver';
import { startFirefox } from './firefox';
import { visitorIn, visitorOf } from './visitor';
import { type Findings, visits } from './visits';
import { startWebKit } from './webkit';

const [firefox, webKit] = [findFirefox(), findWebKit()];
const BROWSERS = {
  Firefox: firefox && (() => startFirefox(firefox)),
  WebKit: webKit && (() => startWebKit(webKit)),
};

/** What each visit finds in Chromium. */
const inChromium = new Map<string, Findings>();

for (const [name, start] of Object.entries(BROWSERS))
  test.describe(name, () => {
    test.skip(!start, `${name} is not on this machine`);
    let driver: Driver;
    test.beforeAll(async () => {
      driver = await (start as () => Promise<Driver>)();
    });
    test.afterAll(() => driver?.close());

    for (const [what, visit] of Object.entries(visits))
      test(`${what}, as in Chromium to the last digit`, async ({ page, baseURL }, info) => {
        const address = baseURL as string;
        const expected = inChromium.get(what) ?? (await visit(visitorIn(page), address));
        inChromium.set(what, expected);
        const visitor = visitorOf(driver);
        try {
          expect(await visit(visitor, address)).toEqual(expected);
          expect(await visitor.errors()).toEqual([]);
        } catch (error) {
          const body = await driver.screenshot();
          await info.attach(`${name}.png`, { body, contentType: 'image/png' });
          throw error;
        }
      });
  });
