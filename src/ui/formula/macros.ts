import type { KatexOptions } from 'katex';

/** The terms of a formula that have a fixed colour on screen, as parts write them. */
export const meanings = ['positive', 'negative', 'candidate', 'false'] as const;
export type TermMeaning = (typeof meanings)[number];

/**
 * How formulas of parts are set: HTML to look at and MathML to read out. `classOf` names the CSS
 * class of each meaning; no other class, link or picture can come from a formula.
 */
export function settingOf(classOf: Readonly<Record<TermMeaning, string>>): KatexOptions {
  const allowed = new Set<string>(Object.values(classOf));
  return {
    displayMode: true,
    output: 'htmlAndMathml',
    throwOnError: true,
    macros: Object.fromEntries(
      meanings.map((meaning) => [`\\${meaning}`, `\\htmlClass{${classOf[meaning]}}{#1}`]),
    ),
    // A class is an extension of TeX, and the only one that is needed.
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
    trust: (context) => context.command === '\\htmlClass' && allowed.has(context.class ?? ''),
  };
}
