/** How quickly repeated terms saturate (k1), and how much long documents are held back (b). */
export interface Bm25Options {
  /** 0 or more. */
  readonly k1?: number;
  /** 0..1 */
  readonly b?: number;
}

/**
 * Okapi BM25 over documents of tokens: a function from the tokens of a query to the score of every
 * document, [documents], 0 or more:
 *
 *   sum over query terms of idf * f (k1 + 1) / (f + k1 (1 - b + b length / mean length)),
 *   idf = ln(1 + (N - df + 0.5) / (df + 0.5)),
 *
 * with f the count of the term in the document, df the number of the N documents that have it. This
 * idf is never negative, however common a term. A term counts as often as the query has it; one that
 * no document has counts 0, and so does an empty query. Implementations without the factor (k1 + 1)
 * rank alike.
 *
 * Robertson and Zaragoza 2009, https://doi.org/10.1561/1500000019, section 3.4.
 */
export function bm25Scores(
  documents: readonly (readonly string[])[],
  { k1 = 1.5, b = 0.75 }: Bm25Options = {},
): (query: readonly string[]) => Float64Array {
  const n = documents.length;
  const tokens = documents.reduce((sum, { length }) => sum + length, 0);
  const saturation = documents.map(({ length }) => k1 * (1 - b + (b * length * n) / tokens));
  const postings = new Map(
    [...occurrencesOf(documents)].map(([term, { places, counts }]) => {
      const idf = Math.log(1 + (n - places.length + 0.5) / (places.length + 0.5));
      const worth = places.map((place, i) => {
        const count = counts[i] as number;
        return (idf * count * (k1 + 1)) / (count + (saturation[place] as number));
      });
      return [term, { places: Int32Array.from(places), worth: Float64Array.from(worth) }];
    }),
  );
  return (query) => {
    const scores = new Float64Array(n);
    for (const term of query) {
      const posting = postings.get(term);
      if (!posting) continue;
      const { places, worth } = posting;
      for (let i = 0; i < places.length; i++) {
        const place = places[i] as number;
        scores[place] = (scores[place] as number) + (worth[i] as number);
      }
    }
    return scores;
  };
}

/** For each term the documents that have it, in order, and how often each does. */
function occurrencesOf(documents: readonly (readonly string[])[]) {
  const found = new Map<string, { places: number[]; counts: number[] }>();
  documents.forEach((document, place) => {
    for (const term of document) {
      const { places, counts } = found.get(term) ?? { places: [], counts: [] };
      const last = places.length - 1;
      if (places[last] === place) counts[last] = (counts[last] as number) + 1;
      else {
        places.push(place);
        counts.push(1);
      }
      found.set(term, { places, counts });
    }
  });
  return found;
}
