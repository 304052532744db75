/** The decimal mark of a column: 1.5 or 1,5. */
export type DecimalMark = '.' | ',';

/** Signs and codes of money that may stand before or after a number. */
const MONEY =
  /^(?:(?:us|a|c|r|nz|hk)?\$|[€£¥₹₽₩₺₫₴₦฿₪₱]|(?:eur|usd|gbp|chf|jpy|cny|inr|rub|sek|nok|dkk|pln|czk|huf|brl|aud|cad|try|krw|mxn|zar)\b|kr\.?(?![a-z])|zł|kč)\s*|\s*(?:[$€£¥₹₽₩₺₫₴₦฿₪₱]|\b(?:eur|usd|gbp|chf|jpy|cny|inr|rub|sek|nok|dkk|pln|czk|huf|brl|aud|cad|try|krw|mxn|zar)|kr\.?|zł|kč)$/i;

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Digits in groups: 1,000,000 or 10,00,000; spaces, apostrophes and underscores group as well. */
const GROUPED: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^(?:\d*|\d{1,3}(?:([, \u00a0\u2009\u202f'’_])\d{3})(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d*)?(?:e[+-]?\d+)?$/i,
  ',': /^(?:\d*|\d{1,3}(?:([. \u00a0\u2009\u202f'’_])\d{3})(?:\1\d{3})*)(?:,\d*)?(?:e[+-]?\d+)?$/i,
};

const INFINITE = /^([+-]?)inf(?:inity)?$/i;

/**
 * A cell as a number, in the ways people write them: 1,234.5 and 1.234,5, -3 and (3) and 3-,
 * 12.5% (0.125), € 5.20, 1e-3, inf. NaN for anything else.
 */
export function numberIn(cell: string, decimal: DecimalMark = '.'): number {
  let text = cell.trim();
  if (decimal === '.' && PLAIN.test(text)) return Number(text);
  const infinite = INFINITE.exec(text);
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  let sign = 1;
  const bracketed = /^\((.+)\)$/.exec(text);
  if (bracketed) {
    text = bracketed[1] as string;
    sign = -1;
  }
  let scale = 1;
  // A sign may stand before or behind the money: -€ 5, € -5.
  for (let pass = 0; pass < 2; pass++) {
    const signed = /^[+\-−–]\s*|\s*[-−]$/.exec(text);
    if (signed) {
      if (!signed[0].includes('+')) sign = -sign;
      text = text.slice(0, signed.index) + text.slice(signed.index + signed[0].length);
    }
    text = text.replace(MONEY, '').trim();
    if (/[%‰]$/.test(text) && scale === 1) {
      scale = text.endsWith('%') ? 100 : 1000;
      text = text.slice(0, -1).trim();
    }
  }
  if (!/\d/.test(text) || !GROUPED[decimal].test(text)) return Number.NaN;
  const digits =
    decimal === '.'
      ? text.replace(/[, \u00a0\u2009\u202f'’_]/g, '')
      : text.replace(/[. \u00a0\u2009\u202f'’_]/g, '').replace(',', '.');
  return (sign * Number(digits)) / scale;
}

/** Whether groups or a sign of percent or money stand in the cell, so that people are told. */
export const isDressed = (cell: string): boolean => !PLAIN.test(cell.trim());

const TRUTHS: ReadonlyMap<string, number> = new Map(
  Object.entries({ true: 1, false: 0, yes: 1, no: 0, t: 1, f: 0, y: 1, n: 0 }),
);

/** 1 for True, yes, T, y; 0 for False, no, F, n; NaN for anything else. */
export const truthIn = (cell: string): number =>
  cell.length > 5 ? Number.NaN : (TRUTHS.get(cell.trim().toLowerCase()) ?? Number.NaN);
