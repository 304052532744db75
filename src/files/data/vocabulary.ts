/** The token of every word that is not in the vocabulary. */
export const UNKNOWN = '[unknown]';

/**
 * The most frequent words of the texts, after padding ('', token 0) and `UNKNOWN` (token 1).
 * Equally frequent words come in the order of their code units. A word that occurs once teaches
 * nothing, so it is unknown, unless fewer than half of the words wanted would be left.
 */
export function vocabularyOf(texts: readonly (readonly string[])[], words: number): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1);
  const ranked = [...counts].sort(
    ([one, a], [other, b]) => b - a || (one < other ? -1 : one > other ? 1 : 0),
  );
  const repeated = ranked.filter(([, count]) => count > 1);
  const kept = repeated.length * 2 >= Math.min(words, ranked.length) ? repeated : ranked;
  return ['', UNKNOWN, ...kept.slice(0, words).map(([word]) => word)];
}

/**
 * The length in tokens that all texts get: it holds 95 % of them whole, and is at most `most` and
 * at least 1.
 */
export function lengthFor(texts: readonly (readonly string[])[], most: number): number {
  const lengths = texts.map(({ length }) => length).sort((a, b) => a - b);
  const usual = lengths[Math.min(lengths.length - 1, Math.floor(0.95 * lengths.length))] ?? 1;
  return Math.max(1, Math.min(most, usual));
}

/**
 * Texts as rows of tokens, [texts, length], cut or padded with 0. A text without words is all
 * zeros.
 */
export function tokensOf(
  texts: readonly (readonly string[])[],
  vocabulary: readonly string[],
  length: number,
): Float32Array {
  const numberOf = new Map(vocabulary.map((word, token) => [word, token]));
  const tokens = new Float32Array(texts.length * length);
  texts.forEach((text, row) => {
    for (let i = 0; i < Math.min(length, text.length); i++)
      tokens[row * length + i] = numberOf.get(text[i] as string) ?? 1;
  });
  return tokens;
}
