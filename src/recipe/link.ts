import type { Knob, KnobValue } from '../parts/part';
import { isShared, type KindId, kindIds, kinds, settings } from './kinds';
import { type OwnInLink, ownRead } from './ownInLink';
import {
  defaultRecipe,
  differences,
  type Experiment,
  fitted,
  flat,
  isInUse,
  knobsOf,
  MOST_LANES,
  partOf,
  type Recipe,
  recipeOf,
  withPart,
} from './recipe';
import { isOwn, repaired } from './rules';

/**
 * A link holds only what differs from the defaults, in the fragment, under the registry names:
 *
 *   #data=digits&positives=views&loss=ntXent&temperature=0.2&selection=hardest&k=8&seed=7
 *   #lanes=selection:hardest,random,semiHard        lanes that differ in one thing
 *   #lanes=selection:hardest,k:4;selection:random   lanes that differ in several, apart by ;
 *
 * A link without `lanes` is one lane. A visitor's own data are not part of a link; it only says
 * what they are called (`own=cats&ownClasses=12`).
 */

/** What a link says, and a sentence for everything in it that could not be kept as it was. */
export interface ReadLink {
  readonly recipes: readonly Recipe[];
  /** A backend the link forces, if it names one. */
  readonly backend: string | null;
  /** The visitor's own data that it trains on, if it says which. */
  readonly own: OwnInLink | null;
  readonly problems: readonly string[];
}

const BACKENDS = ['webgpu', 'webgl', 'wasm', 'cpu'];

type Pairs = Readonly<Record<string, string>>;

/** The recipe that `pairs` make of `base`, with sentences on what could not be used. */
function withPairs(base: Recipe, pairs: Pairs): { recipe: Recipe; problems: string[] } {
  const problems: string[] = [];
  const parts = { ...base.parts };
  for (const [name, value] of Object.entries(pairs)) {
    if (!Object.hasOwn(kinds, name)) continue;
    const kind = kinds[name as KindId];
    if (Object.hasOwn(kind.parts, value)) parts[name as KindId] = value;
    else
      problems.push(
        `There is no ${kind.label.toLowerCase()} “${value}”; it stays ${partOf(base, name as KindId).label}.`,
      );
  }
  // One after the other, so that an exchanged part brings the knob values that suit it.
  const chosen = kindIds.reduce((recipe, kind) => withPart(recipe, kind, parts[kind]), base);
  const mended = repaired(chosen);
  problems.push(...mended.changes);
  const own = knobsOf(mended.recipe.parts);
  const knobs = { ...mended.recipe.knobs };
  for (const [name, value] of Object.entries(pairs)) {
    if (Object.hasOwn(kinds, name)) continue;
    const knob = Object.hasOwn(own, name) ? (own[name] as Knob) : null;
    if (!knob) {
      problems.push(`“${name}” is no part or knob of this experiment and was left out.`);
      continue;
    }
    const fit = fitted(knob, value);
    const kept = knob.kind === 'choice' ? knob.options[knobs[name] ?? ''] : knobs[name];
    if (fit === null) problems.push(`${knob.label} can't be “${value}”; it stays ${kept}.`);
    else {
      knobs[name] = fit;
      if (knob.kind === 'number' && Math.abs(Number(value) - Number(fit)) > knob.step / 2)
        problems.push(
          `${knob.label} can't be ${value}; it is now ${fit} (${knob.min} to ${knob.max}).`,
        );
    }
  }
  Object.assign(knobs, choicesFor({ parts: mended.recipe.parts, knobs }, pairs));
  return { recipe: { parts: mended.recipe.parts, knobs }, problems };
}

/**
 * Whoever names a knob wants it to have an effect: if a choice that the link leaves open would
 * make it idle, the first option that puts it to use is chosen.
 */
function choicesFor({ parts, knobs }: Recipe, pairs: Pairs): Record<string, KnobValue> {
  const own = knobsOf(parts);
  const open = Object.keys(pairs).flatMap((name) => {
    const when = Object.hasOwn(own, name) ? own[name]?.when : undefined;
    if (!when || Object.hasOwn(pairs, when.knob)) return [];
    const isIdle = !when.is.includes(String(knobs[when.knob]));
    return isIdle ? [[when.knob, when.is[0] as string]] : [];
  });
  return Object.fromEntries(open);
}

/** The lanes of `lanes=...`, each as what it sets. */
function lanePairs(text: string): { pairs: Pairs[]; problems: string[] } {
  const problems: string[] = [];
  const lanes = text.includes(';') ? text.split(';') : oneDifference(text);
  const pairs = lanes.map((lane) => {
    const result: [string, string][] = [];
    for (const item of lane.split(',').filter((part) => part !== '')) {
      const colon = item.indexOf(':');
      if (colon > 0) result.push([item.slice(0, colon), item.slice(colon + 1)]);
      else problems.push(`“${item}” in the lanes has no name and was left out.`);
    }
    return Object.fromEntries(result);
  });
  return { pairs, problems };
}

/** `selection:hardest,random` to `selection:hardest`, `selection:random`. */
function oneDifference(text: string): string[] {
  const [first = '', ...others] = text.split(',');
  const colon = first.indexOf(':');
  if (colon < 0 || others.some((other) => other.includes(':'))) return [text];
  const name = first.slice(0, colon + 1);
  return [first, ...others.map((other) => name + other)];
}

/** `%41` to `A`, `+` left alone; a broken escape is left as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Reads a fragment, with or without its `#`. Never throws; what it can't use is named in
 * `problems`.
 */
export function readLink(fragment: string): ReadLink {
  const problems: string[] = [];
  const entries: [string, string][] = [];
  for (const item of fragment
    .replace(/^#/, '')
    .split('&')
    .filter((part) => part !== '')) {
    const equals = item.indexOf('=');
    if (equals > 0) entries.push([decoded(item.slice(0, equals)), decoded(item.slice(equals + 1))]);
    else problems.push(`“${decoded(item)}” in the link means nothing here and was left out.`);
  }
  const {
    lanes: laneText,
    backend = null,
    own: ownName,
    ownClasses,
    ...sharedPairs
  }: Pairs & { lanes?: string; backend?: string | null } = Object.fromEntries(entries);
  const known = backend === null || BACKENDS.includes(backend);
  if (!known) problems.push(`There is no backend “${backend}”; the best one at hand is used.`);
  const lanes = laneText === undefined ? { pairs: [{}], problems: [] } : lanePairs(laneText);
  problems.push(...lanes.problems);
  if (lanes.pairs.length > MOST_LANES)
    problems.push(`Only the first ${MOST_LANES} lanes were kept.`);
  const recipes = lanes.pairs.slice(0, MOST_LANES).map((own) => {
    const refused = Object.keys(own).filter(isShared);
    for (const name of refused)
      problems.push(`Lanes share “${name}”; it was left out of one lane.`);
    const allowed = Object.fromEntries(Object.entries(own).filter(([name]) => !isShared(name)));
    const read = withPairs(defaultRecipe, { ...sharedPairs, ...allowed });
    problems.push(...read.problems);
    return read.recipe;
  });
  const isOnOwn = recipes.some(({ parts }) => isOwn(parts.data));
  if (ownName !== undefined && !isOnOwn)
    problems.push(`“${ownName}” in the link names data that this experiment does not train on.`);
  return {
    recipes,
    backend: known ? backend : null,
    own: isOnOwn ? ownRead(ownName, ownClasses) : null,
    problems: [...new Set(problems)],
  };
}

/** Everything in `recipe` that `base` would not have by itself, as name=value pairs in order. */
function pairsBeyond(recipe: Recipe, base: Recipe): [string, string][] {
  const parts = kindIds.filter((kind) => recipe.parts[kind] !== base.parts[kind]);
  const expected = withPairs(
    base,
    Object.fromEntries(parts.map((kind) => [kind, recipe.parts[kind]])),
  ).recipe;
  const own = knobsOf(recipe.parts);
  const knobs = Object.keys({ ...settings, ...own }).filter(
    (name) => isInUse(recipe, name) && recipe.knobs[name] !== expected.knobs[name],
  );
  return [
    ...parts.map((kind): [string, string] => [kind, recipe.parts[kind]]),
    ...knobs.map((name): [string, string] => [name, String(recipe.knobs[name])]),
  ];
}

/** The fragment of an experiment, without `#`; empty for one lane of defaults. */
export function writeLink(experiment: Experiment): string {
  const recipes = experiment.map((lane) => lane.recipe);
  const [first = defaultRecipe] = recipes;
  const differing = differences(recipes);
  const everyLane = flat(first);
  const sharedParts = Object.fromEntries(
    kindIds.map((kind) => [
      kind,
      differing.includes(kind) ? defaultRecipe.parts[kind] : everyLane[kind],
    ]),
  ) as Recipe['parts'];
  const sharedKnobs = Object.fromEntries(
    Object.entries(first.knobs).filter(([name]) => !differing.includes(name)),
  );
  const base = recipes.length > 1 ? repaired(recipeOf(sharedParts, sharedKnobs)).recipe : first;
  const shared = pairsBeyond(base, defaultRecipe);
  const text = shared.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  if (recipes.length > 1) text.push(`lanes=${lanesText(recipes, base, differing)}`);
  return text.join('&');
}

/** The shortest form of what each lane adds to the shared recipe. */
function lanesText(recipes: readonly Recipe[], base: Recipe, differing: readonly string[]): string {
  const lanes = recipes.map((recipe) => {
    const pairs = Object.fromEntries(pairsBeyond(recipe, base));
    // A lane at the default still has to name it when its siblings differ.
    for (const name of differing) {
      const value = flat(recipe)[name];
      if (value !== undefined && !(name in pairs)) pairs[name] = String(value);
    }
    return pairs;
  });
  const names = new Set(lanes.flatMap((pairs) => Object.keys(pairs)));
  const [only] = names;
  if (names.size === 1 && only && lanes.every((pairs) => only in pairs))
    return `${only}:${lanes.map((pairs) => pairs[only]).join(',')}`;
  return lanes
    .map((pairs) =>
      Object.entries(pairs)
        .map(([name, value]) => `${name}:${value}`)
        .join(','),
    )
    .join(';');
}
