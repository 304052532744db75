/** Pause after which typed letters begin a new word, milliseconds. */
const WORD_MS = 700;

/** What has been typed into a list, and when its last letter came. */
export interface Typed {
  readonly text: string;
  readonly at: number;
}

/** What has been typed after one more key; unchanged if the key is not a character. */
export function typedAfter(before: Typed, key: string, at: number): Typed {
  if (key.length !== 1 || (key === ' ' && before.text === '')) return before;
  const text = at - before.at < WORD_MS ? before.text + key : key;
  return { text: text.toLowerCase(), at };
}

/**
 * Place of the label that typed text leads to: the next one after `current` that begins with it,
 * going round. Repeating one letter goes through all labels that begin with it. Null if none does.
 */
export function leadsTo(labels: readonly string[], text: string, current: number): number | null {
  const isRepeated = [...text].every((letter) => letter === text[0]);
  const wanted = isRepeated ? text.slice(0, 1) : text;
  const start = isRepeated ? current + 1 : Math.max(0, current);
  for (let i = 0; i < labels.length; i++) {
    const place = (start + i) % labels.length;
    if (labels[place]?.toLowerCase().startsWith(wanted)) return place;
  }
  return null;
}
