import { expect, test } from 'vitest';
import { losses } from './losses';
import { defineLoss, type Loss } from './losses/loss';

const { label, phrase, summary, axis, anchors, terms, value, active }: Loss = losses.triplet;
const described = { label, phrase, summary, axis, anchors, terms, value, active, band: null };
const { margin } = losses.triplet.knobs;

test('a part reads its knobs by their names, and a misspelt one does not compile', () => {
  const right = defineLoss({ ...described, knobs: { margin }, chance: (knobs) => knobs.margin });
  const wrong = defineLoss({
    ...described,
    knobs: { margin },
    // @ts-expect-error there is no knob of this name
    chance: (knobs) => knobs.margni,
  });
  expect(right.chance({ margin: 0.2 }, 1, 1)).toBe(0.2);
  expect(wrong.chance({ margin: 0.2 }, 1, 1)).toBeUndefined();
  // @ts-expect-error nor has who asks it
  expect(right.chance({ margni: 0.2 }, 1, 1)).toBeUndefined();
});

test('an option that a choice does not have does not compile', () => {
  const knobs = { margin: 0.2, distance: 'euclidean' } as const;
  expect(losses.triplet.chance({ ...knobs, reduction: 'active' }, 1, 1)).toBe(0.2);
  // @ts-expect-error 'some' is no option of it
  expect(losses.triplet.chance({ ...knobs, reduction: 'some' }, 1, 1)).toBe(0.2);
});

test('a part that is known as its kind alone takes the knobs of any recipe', () => {
  const some: Loss = losses.triplet;
  expect(some.chance({ margin: 0.2, k: 8, reduction: 'some' }, 1, 1)).toBe(0.2);
});
