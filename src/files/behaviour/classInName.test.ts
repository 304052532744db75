import { expect, test } from 'vitest';
import type { GivenFile } from '../../protocol/reading/given';
import { usualWish } from '../../protocol/reading/wish';
import { whyNoPictures } from '../formats/pictures/decode';
import { previewFiles } from '../previewing';
import { readFiles } from '../reading';
import { fixture } from './fixture.testing';
import { file, plain, plainDecode, sentenceOf } from './given.testing';

/** Pictures whose class stands in the name of their file. */

const wish = { ...usualWish, edge: 4, drawSeed: 1 };
const classesOf = async (given: GivenFile[], choices = {}) => {
  const { classes, notes, leftOut, problem } = await previewFiles(given, { ...wish, choices });
  return { classes: classes.map(({ name, count }) => `${name} ${count}`), notes, leftOut, problem };
};
const named = (...names: string[]) => names.map((name, i) => file(name, plain(i)));
const numbered = (count: number, name: (i: number) => string) =>
  named(...Array.from({ length: count }, (_, i) => name(i)));

test('the class before the number in the name of each file, in a ZIP file of one folder', async () => {
  expect(await classesOf([fixture('class-in-file-name.zip')])).toEqual({
    classes: ['circle 6', 'square 6', 'triangle 6'],
    notes: [
      'The class of each picture is what stands before the number in its name, as “circle” in circle.0.png.',
    ],
    leftOut: [],
    problem: null,
  });
});

test.each<[string, (i: number) => string, string[]]>([
  ['cat_12.jpg', (i) => `${['cat', 'dog'][i % 2]}_${i}.jpg`, ['cat 6', 'dog 6']],
  ['cat12.jpg', (i) => `${['cat', 'dog'][i % 2]}${i}.jpg`, ['cat 6', 'dog 6']],
  ['cat (12).png', (i) => `${['cat', 'dog'][i % 2]} (${i}).png`, ['cat 6', 'dog 6']],
  [
    'great_pyrenees_12.jpg',
    (i) => `${['great_pyrenees', 'pug'][i % 2]}_${i}.jpg`,
    ['great_pyrenees 6', 'pug 6'],
  ],
  ['7_0012.png', (i) => `${i % 2}_00${i}.png`, ['0 6', '1 6']],
  ['12-cat.png', (i) => `all/${i}-${['cat', 'dog'][i % 2]}.png`, ['cat 6', 'dog 6']],
])('a class as in %s', async (_, name, classes) => {
  const found = await classesOf(numbered(12, name));
  expect([found.classes, found.problem]).toEqual([classes, null]);
  const { data } = await readFiles(numbered(12, name), wish, { decode: plainDecode });
  expect(data.train.count + data.heldOut.count).toBe(12);
});

test('two ways to find a class are a question, and nothing is read before', async () => {
  const given = numbered(16, (i) => `${i % 2}_${['cat', 'dog'][(i >> 1) % 2]}_${i % 4}.png`);
  const found = await classesOf(given);
  expect(found.problem).toBe(
    'Choose first what the files leave open: “The class is in the name of the file”.',
  );
  expect((await classesOf(given, { classInName: 'before' })).classes).toHaveLength(4);
});

test.each<[string, GivenFile[]]>([
  ['what a camera calls pictures', numbered(12, (i) => `${['IMG', 'DSC'][i % 2]}_${i}.jpg`)],
  ['numbers alone', numbered(12, (i) => `${i}.jpg`)],
  ['a name for each picture', named('anna.jpg', 'bert.jpg', 'cleo.jpg', 'dana.jpg', 'emil.jpg')],
])('%s is no class, and the sentence says three ways on', async (_, given) => {
  expect(await sentenceOf(previewFiles(given, wish))).toMatch(
    /put those of each class into a folder of their own.*cat\.1\.png and dog\.1\.png.*a table of names/,
  );
});

test('a test folder whose names hold no class is left out and told', async () => {
  const given = [
    ...numbered(12, (i) => `pets/train/${['cat', 'dog'][i % 2]}.${i}.jpg`),
    ...numbered(5, (i) => `pets/test1/${i}.jpg`),
  ];
  expect(await classesOf(given)).toMatchObject({
    classes: ['cat 6', 'dog 6'],
    leftOut: [{ what: 'pictures without a class in their names', count: 5 }],
    problem: null,
  });
});

test('a browser without OffscreenCanvas is named as the cause, not the pictures', () => {
  expect(whyNoPictures({ WorkerGlobalScope: 1 })).toMatch(/^This browser can’t read pictures here/);
  expect(whyNoPictures({ WorkerGlobalScope: 1, OffscreenCanvas: 1 })).toBeNull();
});
