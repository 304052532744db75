import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ShareBars } from './ShareBars';

const drawn = (value: number, count: number) =>
  renderToStaticMarkup(
    <ShareBars
      label="Share of questions"
      heading="Right"
      shares={[{ name: 'role', value, count }]}
      of="questions"
    />,
  );

test('a share is a bar of its length, a figure and, in full, a tooltip', () => {
  const markup = drawn(0.3125, 80);
  expect(markup).toContain('width:31.25%');
  expect(markup).toContain('>0.31<');
  expect(markup).toContain('title="role: 0.313 of 80 questions"');
});

test('a share of nothing has no bar and no figure', () => {
  const markup = drawn(Number.NaN, 0);
  expect(markup).toContain('width:0%');
  expect(markup).not.toContain('NaN');
});
