import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { textsCsv } from '../ownFiles';
import { QUICK, type Scripted } from '../page';
import { until, type Visitor } from './visitor';

/** What a visitor finds out, as plain JSON: in every browser the same, to the last digit. */
export type Findings = Readonly<Record<string, unknown>>;

/** One thing that visitors do, and what they find; `address` is that of the page. */
export type Visit = (visitor: Visitor, address: string) => Promise<Findings>;

/** Opens the page at a link and waits until it can train. */
async function open(visitor: Visitor, address: string, link = '') {
  // Another fragment alone would not load the page anew.
  await visitor.load('about:blank');
  await visitor.load(link ? `${address}#${link}&backend=wasm` : address);
  await isReady(visitor);
}

const isReady = (visitor: Visitor) =>
  until('the page does not measure anything', () =>
    visitor.inside(() => ((globalThis as Scripted).pushpull?.report().mapAtR ?? null) !== null),
  );

async function reload(visitor: Visitor) {
  await visitor.inside(() => {
    Object.assign(globalThis, { isOld: true });
    location.reload();
  });
  await until('the page is not loaded again', () =>
    visitor.inside(() => !('isOld' in globalThis)).catch(() => false),
  );
  await isReady(visitor);
}

/** Trains that many steps and reads the report of every lane, without what it measures of time. */
const trained = (visitor: Visitor, steps: number) =>
  visitor.inside(async (count) => {
    const { pushpull } = globalThis as Scripted;
    await pushpull.step(count);
    return pushpull.recipe.lanes.map((_, lane) => {
      const { miningMs, stepsPerSecond, ...figures } = pushpull.report(lane);
      return figures;
    });
  }, steps);

const stepShown = (visitor: Visitor) =>
  visitor.inside(() =>
    Number(/step (\d+)/.exec(document.querySelector('[role=status]')?.textContent ?? '')?.[1]),
  );

const reaches = (visitor: Visitor, step: number) =>
  until(`step ${step} is not reached`, async () => (await stepShown(visitor)) >= step);

const goesBackTo = (visitor: Visitor, step: number) =>
  until(`it does not stand at step ${step}`, async () => (await stepShown(visitor)) === step);

/** What the page shows once it shows the same for half a second: it draws later than it reports. */
async function settled<Shown>(read: () => Promise<Shown>): Promise<Shown> {
  let shown = await read();
  await until('the page goes on changing', async () => {
    const before = JSON.stringify(shown);
    await new Promise((resolve) => setTimeout(resolve, 500));
    shown = await read();
    return JSON.stringify(shown) === before;
  });
  return shown;
}

/** How many canvases there are, and how many of them show more than one colour. */
const drawn = (visitor: Visitor) =>
  visitor.inside(() => {
    const canvases = [...document.querySelectorAll('canvas')].filter(
      (canvas) => canvas.checkVisibility() && canvas.width > 0 && canvas.height > 0,
    );
    const isDrawn = (canvas: HTMLCanvasElement) => {
      const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
        0,
        0,
        canvas.width,
        canvas.height,
      );
      const pixels = new Uint32Array(data.buffer);
      return pixels.some((pixel) => pixel !== pixels[0]);
    };
    return { canvases: canvases.length, blank: canvases.filter((one) => !isDrawn(one)).length };
  });

/** By how much the page is wider and higher than its window. */
const overflow = (visitor: Visitor) =>
  visitor.inside(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return [scrollWidth - innerWidth, scrollHeight - innerHeight];
  });

const firstScreen: Visit = async (visitor, address) => {
  await open(visitor, address);
  const lanes = await trained(visitor, 20);
  const { canvases, blank } = await settled(() => drawn(visitor));
  expect(lanes.map(({ step, backend }) => [step, backend])).toEqual(Array(3).fill([20, 'wasm']));
  expect(canvases).toBeGreaterThan(10);
  expect(blank).toBe(0);
  expect(await overflow(visitor)).toEqual([0, 0]);
  return { lanes, canvases };
};

const ownTable: Visit = async (visitor, address) => {
  const path = join(mkdtempSync(join(tmpdir(), 'pushpull-own-')), 'soups.csv');
  for (const { buffer } of [textsCsv('soups.csv', 120)].flat()) writeFileSync(path, buffer);
  await open(visitor, address, QUICK);
  await trained(visitor, 2);
  await visitor.click('Your own data…');
  await visitor.giveFiles([path]);
  await visitor.click('Keep in this browser');
  await visitor.click('Train on these');
  const data = await until('the experiment does not train on them', () =>
    visitor.inside(() => {
      const { data } = (globalThis as Scripted).pushpull.recipe.shared;
      return data !== 'points' && data;
    }),
  );
  const lanes = await trained(visitor, 3);
  expect([data, lanes[0]?.step, lanes[0]?.loss]).toEqual(['ownTexts', 3, expect.any(Number)]);
  const link = await visitor.inside(() => location.hash);
  await reload(visitor);
  const again = await trained(visitor, 3);
  expect(again).toEqual(lanes);
  return { lanes, link };
};

const lens: Visit = async (visitor, address) => {
  const link =
    'data=sentences&positives=given&encoder=textCnn&width=16&filters=32&loss=infoNce&temperature=0.1&selection=all&givenPairs=32&lanes=source:inBatch,nearMisses';
  await open(visitor, address, link);
  const lanes = await trained(visitor, 5);
  const edits = await settled(() =>
    visitor.inside(() =>
      [...document.querySelectorAll('article')].map((lane) =>
        [...lane.querySelectorAll('tr')].map((row) => row.textContent ?? ''),
      ),
    ),
  );
  expect(edits.map((rows) => rows.filter((row) => /0\.\d\d/.test(row)).length)).toEqual([5, 5]);
  return { lanes, edits };
};

const link: Visit = async (visitor, address) => {
  await open(visitor, address, `${QUICK}&lanes=selection:hardest,random&seed=3&margin=9`);
  const lanes = await trained(visitor, 12);
  expect(lanes.map(({ step, loss }) => [step, loss])).toEqual(
    Array(2).fill([12, expect.any(Number)]),
  );
  const page = await visitor.inside(() => ({
    recipe: (globalThis as Scripted).pushpull.recipe,
    link: location.hash,
    text: document.body.textContent,
  }));
  expect(page.text).toContain("Margin can't be 9");
  return { lanes, recipe: page.recipe, link: page.link };
};

const keyboard: Visit = async (visitor, address) => {
  await open(visitor, address, QUICK);
  await visitor.press('s');
  await reaches(visitor, 1);
  const [first] = await trained(visitor, 0);
  await visitor.press('Space');
  await reaches(visitor, 5);
  await visitor.press('Space');
  await until('it does not pause', () =>
    visitor.inside(() =>
      [...document.querySelectorAll('button')].some(({ textContent }) => textContent === 'Run'),
    ),
  );
  // The first press asks, the second resets.
  await visitor.press('r', 'r');
  await goesBackTo(visitor, 0);
  await visitor.inside(() =>
    [...document.querySelectorAll<HTMLInputElement>('input[type=range]')]
      .find(({ labels, ariaLabel }) => (ariaLabel ?? labels?.[0]?.textContent) === 'Margin')
      ?.focus(),
  );
  await visitor.press('ArrowRight', 'ArrowRight');
  const { margin } = await visitor.inside(() => (globalThis as Scripted).pushpull.recipe.shared);
  await visitor.inside(() =>
    [...document.querySelectorAll('button')]
      .find(({ textContent }) => textContent?.startsWith('Experiment: '))
      ?.focus(),
  );
  const focused = () =>
    visitor.inside(() => {
      const { activeElement } = document;
      return activeElement instanceof HTMLButtonElement ? activeElement.textContent : '';
    });
  await visitor.press('Enter');
  const inList = await until('no experiment has the focus', async () => {
    const text = await focused();
    return text !== '' && !/^(Open now|Experiment): /.test(text) && text;
  });
  await visitor.press('Escape');
  const afterwards = await until('the focus does not come back', async () => {
    const text = await focused();
    return text.startsWith('Experiment: ') && text;
  });
  expect(first?.step).toBe(1);
  expect(margin).toBe(0.22);
  return { first, margin, inList, afterwards };
};

/** What visitors do, by what they rely on. */
export const visits = {
  'the first screen trains 20 steps and is drawn whole': firstScreen,
  'a link opens its experiment and names what it could not take': link,
  'a table of one’s own is trained on, kept, and there again after a reload': ownTable,
  'a lens shows its figures': lens,
  'the keyboard trains, pauses, resets, turns a knob, opens a list and closes it': keyboard,
} satisfies Readonly<Record<string, Visit>>;
