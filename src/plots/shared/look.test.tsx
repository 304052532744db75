import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { AnchorTexts } from '../anchorTexts/AnchorTexts';
import { anchorView } from '../testing/anchorView';
import { captionedItems, glyphItems, sentenceItems } from '../testing/items';
import { hasPictures, isMixed, lookOf, markShapeOf, wordsOfItem } from './look';

const mixed = captionedItems();

test('among pictures and captions each item looks like what it is, of training too', () => {
  expect(lookOf(0, mixed)).toEqual({ kind: 'picture', thumbnails: mixed.thumbnails, item: 0 });
  expect(lookOf(1, mixed)).toEqual({ kind: 'text', text: 'a red ring on sand' });
  expect(lookOf(-2 - 5, mixed)).toEqual({ kind: 'text', text: 'a red cross on sand' });
  expect(lookOf(-2 - 4, mixed)).toMatchObject({ kind: 'picture', item: 4 });
  expect(lookOf(-1, mixed)).toEqual({ kind: 'nothing' });
  expect(wordsOfItem(4, mixed)).toBe('a red cross on sand');
});

test('pictures alone and texts alone stay what they are', () => {
  expect(lookOf(3, glyphItems()).kind).toBe('picture');
  expect(lookOf(3, sentenceItems()).kind).toBe('text');
  const all = [mixed, glyphItems(), sentenceItems()];
  expect(all.map(isMixed)).toEqual([true, false, false]);
  expect(all.map(hasPictures)).toEqual([true, true, false]);
});

test('on the map a picture is a square and a caption a circle; elsewhere classes have shapes', () => {
  const shape = markShapeOf(mixed, ['cross']);
  expect([0, 1, 2, 3].map(shape)).toEqual(['square', 'circle', 'square', 'circle']);
  expect(markShapeOf(glyphItems(), ['cross', 'wye'])(0)).toBe('cross');
});

test('an anchor’s list shows pictures as pictures, said in words to who can’t see them', () => {
  const view = { ...anchorView([0], 20), item: 0, positive: 1 };
  const markup = renderToStaticMarkup(<AnchorTexts anchor={view} data={mixed} />);
  const lines = markup.split('</button>');
  expect(lines[0]).toContain('<canvas');
  expect(lines[0]).toContain('picture of');
  expect(lines[1]).not.toContain('<canvas');
  expect(lines[1]).toContain('a red ring on sand');
});
