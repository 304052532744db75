/** The words of the grammar of `grammar.ts`: synonyms side by side. */

export type Noun = readonly [singular: string, plural: string];
const regular = (singular: string): Noun => [singular, `${singular}s`];

export const nouns: readonly (readonly [Noun, Noun])[] = [
  [regular('dog'), regular('hound')],
  [regular('cat'), regular('kitten')],
  [['fox', 'foxes'], regular('vixen')],
  [regular('horse'), regular('stallion')],
  [regular('rabbit'), ['bunny', 'bunnies']],
  [regular('bird'), regular('sparrow')],
  [regular('boy'), regular('lad')],
  [regular('girl'), regular('maiden')],
  [regular('farmer'), regular('grower')],
  [regular('teacher'), regular('tutor')],
  [regular('king'), regular('ruler')],
  [['thief', 'thieves'], regular('robber')],
];

/** Stem and past, which is the participle too. */
export type Verb = readonly [stem: string, past: string];

export const verbs: readonly (readonly [Verb, Verb])[] = [
  [
    ['chase', 'chased'],
    ['pursue', 'pursued'],
  ],
  [
    ['spot', 'spotted'],
    ['notice', 'noticed'],
  ],
  [
    ['help', 'helped'],
    ['assist', 'assisted'],
  ],
  [
    ['pinch', 'pinched'],
    ['nip', 'nipped'],
  ],
  [
    ['follow', 'followed'],
    ['trail', 'trailed'],
  ],
  [
    ['like', 'liked'],
    ['love', 'loved'],
  ],
  [
    ['scare', 'scared'],
    ['frighten', 'frightened'],
  ],
  [
    ['feed', 'fed'],
    ['nourish', 'nourished'],
  ],
];

export const places: readonly (readonly string[])[] = [
  ['in', 'the', 'park'],
  ['at', 'the', 'market'],
  ['near', 'the', 'river'],
  ['on', 'the', 'hill'],
  ['in', 'the', 'barn'],
  ['beside', 'the', 'road'],
];

export const numbers = ['the', 'two', 'three'] as const;
/** When it was: says nothing, and its numbers are not those of the objects. */
export const times = [[], ['today'], ['two', 'days', 'ago'], ['three', 'days', 'ago']] as const;
export const clauses = ['hungry', 'tired', 'old', 'happy'].flatMap((word) => [
  ['that', 'was', word],
  ['that', 'was', 'not', word],
]);

/** Words of the longest sentence. */
export const LONGEST = 18;

export const sentenceWords: readonly string[] = [
  ...new Set([
    ...['did', 'not', 'never', 'was', 'were', 'by'],
    ...numbers,
    ...nouns.flat(2),
    ...verbs.flat(2),
    ...[...places, ...times, ...clauses].flat(),
  ]),
];
