/** Signs of scripts that put no space between words, with the sign that makes a kana long. */
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30FC\uFF70`;

/** Letters, marks and digits of the other scripts. */
const SPACED = String.raw`(?:(?![${UNSPACED}])[\p{L}\p{M}\p{N}])+`;

/**
 * A word, in any script: letters, marks and digits with apostrophes and joiners between them; a
 * single sign of scripts that put no space between words; an emoji with all that is joined to it; or
 * "!" and "?", which tell questions and calls apart.
 */
const WORD = new RegExp(
  [
    String.raw`[${UNSPACED}]\p{M}*`,
    String.raw`\p{RI}\p{RI}`,
    String.raw`\p{Extended_Pictographic}\p{EMod}?\uFE0F?(?:\u200D\p{Extended_Pictographic}\p{EMod}?\uFE0F?)*`,
    String.raw`${SPACED}(?:['’\u200C]${SPACED})*`,
    '[!?¿؟？！]',
  ].join('|'),
  'gu',
);

/** Marks that set the direction of writing and belong to no word. */
const DIRECTIONS = /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/g;

/** A text as it is shown: composed characters, no signs of direction, single spaces. */
export const tidyText = (text: string): string =>
  text.normalize('NFC').replace(DIRECTIONS, '').replace(/\s+/g, ' ').trim();

/** The words of a text in lower case, with straight apostrophes. */
export const wordsOfAnyScript = (text: string): string[] =>
  (tidyText(text).toLowerCase().match(WORD) ?? []).map((word) => word.replaceAll('’', "'"));
