import type { Random } from '../../random';
import { clauses, type Noun, nouns, numbers, places, times, type Verb, verbs } from './words';

/**
 * A small grammar of English: what is meant, and how it is put. One meaning has thousands of
 * wordings; every wording has one meaning.
 */

/** What a sentence says. Numbers are places in the tables below. */
export interface Meaning {
  readonly subject: number;
  readonly verb: number;
  readonly object: number;
  readonly place: number;
  /** How many objects: 0 the one, 1 two, 2 three. */
  readonly number: number;
  readonly isNegated: boolean;
}

/** How it says it. None of it changes the meaning. */
export interface Wording {
  readonly isPassive: boolean;
  /** Which of two synonyms, 0 or 1. */
  readonly subjectWord: number;
  readonly verbWord: number;
  readonly objectWord: number;
  /** "never", or "not" with its auxiliary. */
  readonly saysNever: boolean;
  /** Place and time come first. */
  readonly isFronted: boolean;
  /** What is told of the subject besides: 0 nothing, else "that was (not) ..." */
  readonly clause: number;
  readonly time: number;
}

const nounOf = (noun: number, word: number, isPlural: boolean): string =>
  ((nouns[noun] as (typeof nouns)[number])[word] as Noun)[isPlural ? 1 : 0];

/** A sentence in words. */
export function sentence(meaning: Meaning, wording: Wording): string[] {
  const { subject, verb, object, place, number, isNegated } = meaning;
  const { isPassive, saysNever } = wording;
  const who = nounOf(subject, wording.subjectWord, false);
  const [stem, past] = (verbs[verb] as (typeof verbs)[number])[wording.verbWord] as Verb;
  const told = wording.clause === 0 ? [] : (clauses[wording.clause - 1] as string[]);
  const subjects = ['the', who, ...told];
  const objects = [numbers[number] as string, nounOf(object, wording.objectWord, number > 0)];
  const negation = saysNever ? 'never' : 'not';
  const did = isNegated ? (saysNever ? ['never', past] : ['did', 'not', stem]) : [past];
  const was = [number > 0 ? 'were' : 'was', ...(isNegated ? [negation] : []), past, 'by'];
  const core = isPassive ? [...objects, ...was, ...subjects] : [...subjects, ...did, ...objects];
  const [where, when] = [places[place] as readonly string[], times[wording.time] ?? []];
  return wording.isFronted ? [...when, ...where, ...core] : [...core, ...where, ...when];
}

const flip = (random: Random) => random.integer(2);

export const drawWording = (random: Random): Wording => ({
  isPassive: flip(random) === 1,
  subjectWord: flip(random),
  verbWord: flip(random),
  objectWord: flip(random),
  saysNever: flip(random) === 1,
  isFronted: random.uniform() < 0.3,
  clause: random.uniform() < 0.4 ? 0 : 1 + random.integer(clauses.length),
  time: random.integer(times.length),
});

/** A number below `end` that is not `old`. */
const another = (old: number, end: number, random: Random) =>
  (old + 1 + random.integer(end - 1)) % end;

/** Put otherwise wherever it can be: the other voice, the other synonyms, other fillers. */
export const rewritten = (wording: Wording, random: Random): Wording => ({
  isPassive: !wording.isPassive,
  subjectWord: 1 - wording.subjectWord,
  verbWord: 1 - wording.verbWord,
  objectWord: 1 - wording.objectWord,
  saysNever: !wording.saysNever,
  isFronted: random.uniform() < 0.3,
  clause: another(wording.clause, clauses.length + 1, random),
  time: another(wording.time, times.length, random),
});

/** Most sentences are about one object and not negated. */
export function drawMeaning(random: Random): Meaning {
  const subject = random.integer(nouns.length);
  return {
    subject,
    verb: random.integer(verbs.length),
    object: another(subject, nouns.length, random),
    place: random.integer(places.length),
    number: random.uniform() < 2 / 3 ? 0 : 1 + flip(random),
    isNegated: random.uniform() < 0.3,
  };
}

/** Changes of the meaning that change as few words as can be. */
export const edits = {
  /** Who did it and to whom: with one object the words stay the same, only their order differs. */
  role: (meaning: Meaning): Meaning => ({
    ...meaning,
    subject: meaning.object,
    object: meaning.subject,
  }),
  negation: (meaning: Meaning): Meaning => ({ ...meaning, isNegated: !meaning.isNegated }),
  /** Two become three, and three two. */
  number: (meaning: Meaning): Meaning => ({ ...meaning, number: 3 - meaning.number }),
  verb: (meaning: Meaning, random: Random): Meaning => ({
    ...meaning,
    verb: another(meaning.verb, verbs.length, random),
  }),
  place: (meaning: Meaning, random: Random): Meaning => ({
    ...meaning,
    place: another(meaning.place, places.length, random),
  }),
} as const;

export type Edit = keyof typeof edits;

/** How the edited meaning is put: as before, with every noun keeping its word when roles swap. */
export const editedWording = (edit: Edit, wording: Wording): Wording =>
  edit === 'role'
    ? { ...wording, subjectWord: wording.objectWord, objectWord: wording.subjectWord }
    : wording;

export const editNames: readonly Edit[] = ['role', 'negation', 'number', 'verb', 'place'];
