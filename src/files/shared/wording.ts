import { thousands } from '../../numbers/format';

export { counted, thousands } from '../../numbers/format';

/** "a word" to "A word" */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** "A word" to "a word" */
export const uncapital = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** "12 kB", "3.4 MB": in powers of a thousand, as file managers do. */
export function inBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  const digits = unit > 0 && size < 9.95 ? 1 : 0;
  return `${size.toFixed(digits)} ${units[unit]}`;
}

/** "a, b and c"; after `most` of them, how many more there are. */
export function listed(words: readonly string[], most = 5): string {
  const shown = words.slice(0, most);
  const more = words.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${thousands(more)} more`;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** The text cut to `most` characters, the last an ellipsis. No character is cut in two. */
export function shortened(text: string, most = 40): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
