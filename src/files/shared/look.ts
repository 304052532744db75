import type { Choices, Look } from '../../protocol/reading/look';
import type { Preview } from '../../protocol/reading/preview';
import type { Wish } from '../../protocol/reading/wish';

/** What the items are if no columns say it. */
const KIND = { image: 'pictures', point: 'points', text: null, captioned: null } as const;

/** A preview as plain JSON. */
export const lookOf = (preview: Preview): Look => {
  const { name, items, used, classes, roles, leftOut, notes, split, problem } = preview;
  const { questions, choices } = preview;
  return {
    ...{ name, items, used, classes, roles, leftOut, notes, questions, choices, problem },
    kind: roles?.kind ?? (preview.columns.length > 0 ? null : KIND[preview.kind]),
    columns: preview.columns.map(({ name, use, holds, missing, examples }) => ({
      ...{ name, role: use, type: holds, missing, examples },
    })),
    train: split?.train ?? null,
    heldOut: split?.heldOut ?? null,
  };
};

/** The usual wish with these choices. @throws RangeError for a choice that does not exist */
export function wishOf(choices: Choices, usual: Wish): Wish {
  const wrong = Object.keys(choices).find(
    (name) => !Object.hasOwn(usual, name) || name === 'drawSeed',
  );
  if (wrong !== undefined) {
    const known = Object.keys(usual).filter((name) => name !== 'drawSeed');
    throw new RangeError(`There is no choice “${wrong}”; there are ${known.join(', ')}.`);
  }
  return { ...usual, ...choices };
}
