import type { Column } from '../../protocol/reading/preview';

/** The name of a column in lower case, in words: "Unnamed: 0" and "isDuplicate" are plain too. */
export const plain = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[_\-. ]+/g, ' ')
    .trim();

/** Names that say what a column is for, as `plain` writes them. */
const NAMED = {
  label:
    /^(label|labels|class|classes|class (name|label|id)|category|categories|target|intent|topic|emotion|sentiment|species|variety|genre|genres|tags?|language|fine label|coarse label|label text|text label|y|kind|diagnosis|outcome|stars?|star rating|ratings?|polarity|v1)$/,
  text: /^(text|sentence|content|review|comment|utterance|tweet|message|body|description|document|plot|abstract|data|question|query)$/,
  query:
    /^(query|question|anchor|sentence ?1|sent ?1|premise|text ?1|text a|sentence a|question ?1|first|source|set)$/,
  passage:
    /^(passage|answer|answers|answers text|positive|positives|pos|document|context|response|sentence ?2|sent ?2|hypothesis|text ?2|text b|sentence b|question ?2|second|paraphrase|duplicate|key)$/,
  negative: /^(hard )?(negative|neg|negatives)( ?\d+)?$/,
  set: /^(set|sets|texts|sentences|paraphrases|duplicates|group)$/,
  grade:
    /^(is duplicate|duplicate|same|label|labels|gold label|is paraphrase|paraphrase|match|is match|relevant|is relevant|relevance|relevancy|relevance (grade|score|label)|score|gold score|similarity|similarity score|sim|grade|rating|quality|judge?ment|entailment judgment|qrel|rel|target|class|y)$/,
  split: /^(split|set|fold|subset|partition|usage|data ?split|dataset|phase|stage)$/,
  row: /^(unnamed: ?\d+|index level \d+|id|idx|index|row|row ?(id|names?|num(ber)?|no)?|rownames|column 0|x|x\d+|no|nr|num|number|#|s ?no|serial|uid|guid|uuid|pair ?id|example ?id|sample ?id|item ?id)$/,
} as const;

export const says =
  (what: keyof typeof NAMED) =>
  ({ name }: Pick<Column, 'name'>): boolean =>
    NAMED[what].test(plain(name));

/** Names that Python and R give to row numbers, and that nobody gives to a measure. */
export const namesRows = (name: string): boolean =>
  /^(unnamed: ?\d+(_level_\d+)?|__index_level_\d+__|row name|rownames|row_names|\.\.\.1|level_0)$/i.test(
    name.trim(),
  ) ||
  /^(id|idx|index|row|row ?id|row ?num(ber)?|uid|guid|uuid|pair ?id|column 0)$/.test(plain(name));
