import type { Items } from '../../data';
import { type Random, randomStream, shuffled } from '../../random';
import { countsOf, tokenRows, vocabularyOf, wordsOf } from '../../text/tokens';
import { defineDataset } from '../dataset';
import { learnedSearch } from './learned';

/** An entry of the file: its family, its names, what it is a kind of, what it is. */
type Entry = readonly [family: number, names: string, kind: string, definition: string];

/** Words of a text that an encoder reads; the file has cut the definitions to as many. */
const LENGTH = 24;
/** The most words an encoder may know, and the fewest training entries that have each of them. */
const MOST_WORDS = 3000;
const FEWEST_ENTRIES = 3;
/** The fewest training entries that have a cue word. */
const FEWEST_OF_A_CUE = 8;
const TRAIN_SHARE = 0.8;
/** Names of the streams of random numbers. */
const SPLIT = 1;
const CUES = 2;

/** Words of a definition that nobody would ask for; also in scripts/documents.mjs. */
const EMPTY: ReadonlySet<string> = new Set(
  'a an the of or and in with to for that is are by on from used as having has have it its at which be been being their they them usually especially often into when who whose some any other various several one than but not used such like through between made'.split(
    ' ',
  ),
);

/**
 * What somebody looking for the entry would ask: its names, its kind and some words of its
 * definition, as far as possible words that an encoder can have learnt.
 */
function queryOf(
  [, names, kind, definition]: Entry,
  cueWords: number,
  isCommon: (word: string) => boolean,
  random: Random,
): string {
  const said = new Set([...EMPTY, ...wordsOf(names), ...wordsOf(kind)]);
  const told = [...new Set(wordsOf(definition))].filter((word) => !said.has(word));
  const common = told.filter(isCommon);
  const asked = new Set(shuffled(common.length < cueWords ? told : common, random, cueWords));
  return `${names} (${kind}): ${told.filter((word) => asked.has(word)).join(', ')}`;
}

/** Query and passage of each entry, one after the other; labels go on from `first`. */
function sideOf(entries: readonly QueryAndPassage[], vocabulary: readonly string[]): Items {
  const texts = entries.flatMap(({ query, passage }) => [query, passage]);
  return {
    count: texts.length,
    values: tokenRows(texts.map(wordsOf), vocabulary, LENGTH),
    labels: Int32Array.from(texts, (_, item) => (entries[item >> 1] as QueryAndPassage).label),
    texts,
    pairs: Int32Array.from(texts.keys()),
  };
}

interface QueryAndPassage {
  readonly label: number;
  readonly query: string;
  readonly passage: string;
}

function entriesOf(file: ArrayBuffer): { entries: Entry[] } {
  try {
    return JSON.parse(new TextDecoder().decode(file));
  } catch {
    throw new Error(`The file of definitions is damaged; it has ${file.byteLength} bytes.`);
  }
}

/**
 * Definitions of WordNet as passages and their headwords as queries: animals, plants, food, things
 * and diseases, most of which have neighbours that differ in a word or two. A class is one sense,
 * with two items: a query (names, what it is a kind of, and as many words of the definition as
 * `cueWords` says) and the passage. Names of held-out entries are mostly unknown words, of which nothing
 * can be learnt; the cue words are there so that what was learnt of other entries helps. Items are
 * the numbers of up to 24 words, [24]; words that fewer than three training entries have are unknown.
 * 3,992 train and 1,000 held-out items; the seed fixes which, and the cues.
 * @throws Error when the file can't be read or is damaged
 */
export const documents = defineDataset({
  label: 'Document retrieval',
  phrase: 'words and their definitions',
  summary: 'Which of 2,500 dictionary definitions answers the query? Many of them nearly do.',
  source:
    'WordNet 3.1, Princeton University, https://wordnet.princeton.edu, a selection; licence: data/wordnet-licence.txt.',
  kind: 'text',
  classWord: 'entries',
  gives: { pairs: true },
  lens: 'search',
  learned: learnedSearch,
  knobs: {
    cueWords: {
      kind: 'number',
      label: 'Cue words',
      hint: 'Words of the definition that the query has besides its name; few of them fit many definitions.',
      min: 1,
      max: 6,
      step: 1,
      default: 4,
      restarts: true,
    },
  },
  async load({ seed, knobs: { cueWords }, readFile }) {
    const { entries } = entriesOf(await readFile('data/documents.json'));
    const all = shuffled(entries, randomStream(seed, SPLIT));
    const trained = Math.floor(TRAIN_SHARE * all.length);
    const inOrder = [all.slice(0, trained), all.slice(trained)].flatMap((side) =>
      side.sort(([a], [b]) => a - b),
    );
    const known = countsOf(
      inOrder.slice(0, trained).map((entry) => wordsOf(entry.slice(1).join())),
    );
    const vocabulary = vocabularyOf(known, FEWEST_ENTRIES, MOST_WORDS);
    const isCommon = (word: string) => (known.get(word) ?? 0) >= FEWEST_OF_A_CUE;
    const random = randomStream(seed, CUES);
    const labelled = inOrder.map((entry, label): QueryAndPassage => {
      return { label, query: queryOf(entry, cueWords, isCommon, random), passage: entry[3] };
    });
    return {
      train: sideOf(labelled.slice(0, trained), vocabulary),
      heldOut: sideOf(labelled.slice(trained), vocabulary),
      shape: [LENGTH],
      range: [0, vocabulary.length - 1],
      classNames: inOrder.map(([, names]) => names),
      vocabulary,
      groups: inOrder.map(([family]) => family),
    };
  },
});
