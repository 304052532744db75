import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { anchorView } from '../testing/anchorView';
import { sentenceItems } from '../testing/items';
import { AnchorTexts } from './AnchorTexts';
import { stretchesBeside, textOf, textRows } from './rows';

const data = sentenceItems();
const drawn = (view: Parameters<typeof textRows>[0]) =>
  renderToStaticMarkup(<AnchorTexts anchor={view} data={data} onSelect={() => {}} />);

test('words that the anchor has not stand out, whatever punctuation clings to them', () => {
  const stretches = stretchesBeside('The dog, today, chased the fox', 'the fox chased the dog');
  expect(stretches.filter(({ isOwn }) => isOwn).map(({ text }) => text)).toEqual(['today, ']);
  expect(stretches.map(({ text }) => text).join('')).toBe('The dog, today, chased the fox');
});

test('a chosen text far down the list is still in it, after a gap', () => {
  const rows = textRows(anchorView([80], 90));
  expect(rows).toContainEqual({ kind: 'gap', skipped: 53 });
  expect(rows.at(-2)).toMatchObject({ rank: 80, isChosen: true });
});

test('the largest push fills its bar, the others are drawn to it', () => {
  const rows = textRows(anchorView([0, 1]));
  expect(rows.slice(0, 3).map((row) => row.kind === 'candidate' && row.share)).toEqual([1, 0.5, 0]);
});

test('every line is a button that says its text, its similarity and whether it is false', () => {
  const markup = drawn(anchorView([1, 2]));
  const names = markup
    .split('</button>')
    .map((line) => line.replace(/<[^>]*aria-hidden.*?<\/span>/g, '').replace(/<[^>]*>/g, ''));
  expect(names[0]).toContain(`anchor, ${data.texts?.[0]}`);
  expect(names[4]).toMatch(/\w+, rank 3, similarity 0.85, chosen, false negative/);
  expect(markup).toContain('data-part="false"');
});

test('a text that a source brought is named as such, and is no anchor to choose', () => {
  const view = anchorView([0]);
  const candidates = view.candidates.map((item, rank) => [-7, -1][rank] ?? item);
  const markup = drawn({ ...view, candidates });
  expect(textOf(-7, data)).toBe(data.train.texts?.[5]);
  expect(markup).toContain('a training item from the source, rank 1');
  expect(markup.match(/aria-disabled="true"/g)).toHaveLength(2);
});

test('without an anchor it says so', () => {
  expect(renderToStaticMarkup(<AnchorTexts anchor={null} data={data} />)).toContain(
    'No anchor yet',
  );
});
