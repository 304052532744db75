import type { Knob, KnobValue, Part } from '../parts/part';
import { type KindId, kinds, settings } from '../recipe/kinds';
import { type Experiment, isInUse, type Lane, partOf, type Recipe } from '../recipe/recipe';
import { unfit } from '../recipe/rules';
import { knobText, knobWords } from './knobs';
import { comparable, readsNone } from './laneNames';
import { article, lowered } from './phrases';

/** A piece of the sentence: plain words, or a phrase that can be exchanged. */
export type SentencePiece =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'phrase';
      readonly text: string;
      /** The kind of part or the knob it exchanges. */
      readonly name: string;
      /** The one lane it belongs to, with its place; null for all lanes. */
      readonly lane: { readonly id: number; readonly place: number } | null;
    };

const text = (words: string): SentencePiece => ({ kind: 'text', text: words });

/** "margin 0.2", "8 negatives per pair"; the dimensions of the sphere read "a circle", "a sphere" or "32 dimensions". */
function knobPhrase(name: string, knob: Knob, value: KnobValue): string {
  if (name === 'embedding') {
    const [, shape] = knobText(knob, value).split(' · ');
    return shape ? `a ${shape}` : `${value} dimensions`;
  }
  return knobWords(knob, value);
}

/** "a random one" to "random ones"; other phrases stay as they are. */
const ofMany = (phrase: string): string => phrase.replace(/^an? (.+) one$/, '$1 ones');

/** The part's phrase, followed by those of its knobs that belong in the sentence. */
function partPhrase(recipe: Recipe, kind: KindId, told: (name: string) => boolean): string {
  const part = partOf(recipe, kind);
  const phrase =
    Number(recipe.knobs.k) > 1 && 'k' in part.knobs ? ofMany(part.phrase) : part.phrase;
  const knobs = Object.entries(part.knobs)
    .filter(([name]) => told(name) && isInUse(recipe, name))
    .filter(([name, knob]) => isTold(kind, knob, recipe.knobs[name] as KnobValue))
    .map(([name, knob]) => knobPhrase(name, knob, recipe.knobs[name] as KnobValue));
  return [phrase, ...knobs].join(', ');
}

/**
 * A loss names its numbers unless they are 0; other parts name only what differs from the default.
 */
const isTold = (kind: KindId, knob: Knob, value: KnobValue): boolean =>
  kind === 'loss' && knob.kind === 'number' ? value !== 0 : value !== knob.default;

/** Kinds whose phrases name their knobs; with the others the sentence would become a list. */
const TELLING: readonly KindId[] = ['loss', 'source', 'selection', 'guard'];

/**
 * The phrases of one kind: a single one, or one per lane if lanes differ; then the knobs that
 * differ.
 */
function slot(lanes: Experiment, kind: KindId, differing: ReadonlySet<string>): SentencePiece[] {
  const told = (name: string) => TELLING.includes(kind) && !differing.has(name);
  const [first] = lanes as readonly [Lane];
  const pieces: SentencePiece[] = differing.has(kind)
    ? perLane(lanes, kind, (recipe) => partPhrase(recipe, kind, told))
    : [
        {
          kind: 'phrase',
          name: kind,
          lane: null,
          text: partPhrase(first.recipe, kind, told),
        },
      ];
  for (const [name, knob] of Object.entries(knobsOfKind(lanes, kind)))
    if (differing.has(name)) pieces.push(...knobSlot(lanes, name, knob));
  return pieces;
}

const knobsOfKind = (lanes: Experiment, kind: KindId): Part['knobs'] =>
  Object.assign({}, ...lanes.map(({ recipe }) => partOf(recipe, kind).knobs));

/** ", margin [0.1] or [0.5]" */
const knobSlot = (lanes: Experiment, name: string, knob: Knob): SentencePiece[] => [
  text(`, ${lowered(knob.label)} `),
  ...perLane(lanes, name, (recipe) => lowered(knobText(knob, recipe.knobs[name] as KnobValue))),
];

/** "[the hardest] or [a random one]" */
const perLane = (
  lanes: Experiment,
  name: string,
  words: (recipe: Recipe) => string,
): SentencePiece[] =>
  lanes.flatMap(({ id, recipe }, place): SentencePiece[] => [
    ...(place > 0 ? [text(' or ')] : []),
    { kind: 'phrase', name, lane: { id, place }, text: words(recipe) },
  ]);

/** ", tested on [classes never seen]": choices about the data that differ from the default. */
const dataSlot = ({ recipe }: Lane): SentencePiece[] =>
  Object.entries(partOf(recipe, 'data').knobs).flatMap(([name, knob]): SentencePiece[] => {
    const value = recipe.knobs[name] as KnobValue;
    return knob.kind === 'choice' && value !== knob.default
      ? [
          text(`, ${lowered(knob.label)} `),
          { kind: 'phrase', name, lane: null, text: lowered(knobText(knob, value)) },
        ]
      : [];
  });

/** Whether any lane has a choice of parts of this kind. */
const isOpen = (lanes: Experiment, kind: KindId): boolean =>
  lanes.some(
    ({ recipe }) =>
      recipe.parts[kind] !== kinds[kind].default ||
      Object.keys(kinds[kind].parts).filter((id) => unfit(recipe, kind, id) === null).length > 1,
  );

/** ", negatives [in batch]: [a semi-hard one], [unguarded]" */
const negativesSlot = (lanes: Experiment, differing: ReadonlySet<string>): SentencePiece[] => [
  text(', negatives '),
  ...slot(lanes, 'source', differing),
  text(': '),
  ...slot(lanes, 'selection', differing),
  ...(isOpen(lanes, 'guard') ? [text(', '), ...slot(lanes, 'guard', differing)] : []),
];

/** The experiment as a sentence whose phrases can be exchanged. */
export function sentenceOf(lanes: Experiment): SentencePiece[] {
  const [first] = lanes as readonly [Lane];
  const differing = new Set(comparable(lanes.map(({ recipe }) => recipe)));
  const { embedding } = settings;
  const dimensions: SentencePiece[] = differing.has('embedding')
    ? perLane(lanes, 'embedding', ({ knobs }) =>
        knobPhrase('embedding', embedding, knobs.embedding as KnobValue),
      )
    : [
        {
          kind: 'phrase',
          name: 'embedding',
          lane: null,
          text: knobPhrase('embedding', embedding, first.recipe.knobs.embedding as KnobValue),
        },
      ];
  const optimizer = slot(lanes, 'optimizer', differing);
  return [
    text(`Train ${article(partOf(first.recipe, 'encoder').phrase)} `),
    ...slot(lanes, 'encoder', differing),
    text(' to '),
    ...dimensions,
    text(' on '),
    ...slot(lanes, 'data', differing),
    ...dataSlot(first),
    text(', positives '),
    ...slot(lanes, 'positives', differing),
    text(', '),
    ...slot(lanes, 'loss', differing),
    ...(lanes.every(({ recipe }) => readsNone(recipe))
      ? [text(', without negatives')]
      : negativesSlot(lanes, differing)),
    ...(differing.has('optimizer') || optimizer.length > 1 ? [text(', by '), ...optimizer] : []),
    text('.'),
  ];
}
