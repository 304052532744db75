import type { DataShown } from '../../../protocol/dataShown';

type QueriedTexts = Pick<DataShown, 'texts' | 'pairs'>;

/**
 * The held-out queries, each once. Without pairs nothing says what answers what, so there are none.
 */
export function givenQueries({ texts, pairs }: QueriedTexts): string[] {
  const queries = pairs?.filter((_, at) => at % 2 === 0) ?? new Int32Array();
  return [...new Set(Array.from(queries, (query) => texts?.[query] ?? ''))].filter(Boolean);
}

/** What is asked first: a held-out query, or without pairs a held-out text. */
export const firstQuery = (data: QueriedTexts): readonly string[] =>
  [givenQueries(data)[0] ?? data.texts?.[0] ?? ''].filter(Boolean);

/** Step from one query to the next, so that neighbours in the data do not follow one another. */
const STRIDE = 37;

/** The next query after this one, going round until all have come. */
export function nextQuery(all: readonly string[], now: string | undefined): string {
  const at = now === undefined ? -1 : all.indexOf(now);
  // A stride that has no divisor in common with the count meets every query.
  const stride = all.length % STRIDE === 0 ? 1 : STRIDE;
  return all[(Math.max(0, at) + stride) % all.length] ?? '';
}
