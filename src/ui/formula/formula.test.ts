import { readFileSync } from 'node:fs';
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import type { Part } from '../../parts/part';
import { kinds } from '../../recipe/kinds';
import { layOut } from './layOut';
import { meanings, settingOf, type TermMeaning } from './macros';
import { type Laid, withScriptedStyles } from './scriptedStyles';

const setting = settingOf(
  Object.fromEntries(meanings.map((meaning) => [meaning, `is-${meaning}`])) as Record<
    TermMeaning,
    string
  >,
);
const set = (tex: string) => katex.renderToString(tex, setting);

const formulas = Object.entries(kinds).flatMap(([kind, { parts }]) =>
  Object.entries(parts as Readonly<Record<string, Part>>).flatMap(([id, { formula }]) =>
    formula ? [{ name: `${kind} ${id}`, formula }] : [],
  ),
);

/** Classes of the typefaces that the page does not serve. */
const UNSERVED = /class="[^"]*\b(mathsf|textsf|mathtt|texttt|mathfrak|textfrak|mathscr|textscr)\b/;

describe('formulas', () => {
  test('a term of meaning wears its class, on screen and nowhere else', () => {
    const html = set(String.raw`\positive{s_{ip}} - \false{s_{in}}`);
    expect(html).toContain('is-positive');
    expect(html).toContain('is-false');
    expect(html).not.toContain('is-negative');
    expect(html).toContain('<math');
  });

  test('nothing else that reaches out of a formula is trusted', () => {
    const link = set(String.raw`\href{https://example.org}{x}`);
    expect(link).not.toContain('<a ');
    expect(set(String.raw`\htmlClass{other}{x}`)).not.toContain('class="enclosing other"');
  });

  test('every typeface is served as a file of its own, in one format', () => {
    const css = readFileSync(new URL('fonts.css', import.meta.url), 'utf8');
    const sources = css.match(/src: [^;]*;/g) ?? [];
    expect(sources.length).toBeGreaterThan(8);
    for (const source of sources) expect(source).toMatch(/^src: url\("[^"]*\.woff2\?no-inline"\) /);
  });

  test.each(formulas)(
    'the formula of $name has no style attribute, which the page refuses',
    ({ formula }) => {
      const styles = (laid: Laid): unknown[] => [
        ...(laid.attributes?.style === undefined ? [] : [laid.attributes.style]),
        ...(laid.children ?? []).flatMap(styles),
      ];
      expect(styles(layOut(formula, setting))).toEqual([]);
    },
  );

  test('a style that would be an attribute is set by script', () => {
    const node = { style: { cssText: '' } };
    const inner: Laid = {
      attributes: { style: 'width:1.2em', height: '1em' },
      toNode: () => node as unknown as Node,
    };
    withScriptedStyles({ children: [inner], toNode: () => inner.toNode() }).toNode();
    expect(node.style.cssText).toBe('width:1.2em');
    expect(inner.attributes).toEqual({ height: '1em' });
    const square = set(String.raw`\sqrt{x}`);
    expect(square).toContain('<svg');
  });

  test.each(formulas)(
    'the formula of $name can be set, in typefaces that are served',
    ({ formula }) => {
      expect(set(formula)).not.toMatch(UNSERVED);
    },
  );
});
