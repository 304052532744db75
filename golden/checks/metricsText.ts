import { bm25Scores } from '../../src/parts/text/bm25';
import type { Answer } from './compare';
import { type GoldenCase, parameter } from './format';

/** Scores of documents for queries of tokens; without the factor k1 + 1 as Lucene has them. */
export async function okapi(one: GoldenCase): Promise<Answer[]> {
  const [documents, queries] = [tokens(one, 'documents'), tokens(one, 'queries')];
  const k1 = parameter(one, 'k1');
  const score = bm25Scores(documents, { k1, b: parameter(one, 'b') });
  const scores = queries.flatMap((query) => [...score(query)]);
  return [
    { key: 'okapi_nonnegative_idf_with_k1plus1', got: scores, rule: 'value' },
    {
      key: 'bm25s_lucene_without_k1plus1',
      got: scores.map((one) => one / (k1 + 1)),
      rule: 'value',
    },
  ];
}

function tokens(one: GoldenCase, name: string): string[][] {
  const texts = one.inputs[name];
  if (!Array.isArray(texts) || !texts.every(Array.isArray))
    throw new Error(`inputs.${name} is no list of lists of tokens`);
  return texts.map((text: unknown[]) => text.map(String));
}
