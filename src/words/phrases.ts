/** Words made to fit into a sentence or a heading. */

/** "Look-alike glyphs" to "look-alike glyphs"; a name in capitals such as MLP stays. */
export const lowered = (label: string): string =>
  /^(?!Euclid)[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** "look-alike glyphs" to "Look-alike glyphs". */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "a small CNN", "an MLP": the article goes by the first letter's sound. */
export const article = (phrase: string): 'a' | 'an' =>
  /^([aeio]|[AEFHILMNORSX](?=[A-Z]|$))/.test(phrase) ? 'an' : 'a';
