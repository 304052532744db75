import { expect, test } from 'vitest';
import type { Command } from '../../protocol/messages';
import { readLink } from '../../recipe/link';
import { type Experiment, numbered, withKnob, withPart } from '../../recipe/recipe';
import { Inbox } from './inbox';

const POINTS = 'data=points&encoder=mlp&lanes=selection:hardest,random';
const points = numbered(readLink(POINTS).recipes);
const each = (change: (recipe: Experiment[number]['recipe']) => Experiment[number]['recipe']) =>
  points.map(({ id, recipe }) => ({ id, recipe: change(recipe) }));
const digits = each((recipe) => withPart(recipe, 'data', 'digits'));
const wider = each((recipe) => withKnob(recipe, 'margin', 0.9));

const open = (experiment: Experiment): Command => ({
  type: 'open',
  run: 1,
  experiment,
  backend: null,
});
const change = (experiment: Experiment): Command => ({ type: 'change', run: 1, experiment });
const step: Command = { type: 'step', run: 1, count: 1, request: 1 };
const evaluate: Command = { type: 'evaluate', run: 1, request: 2 };
const pause: Command = { type: 'pause', run: 1 };
const run: Command = { type: 'run', run: 1 };
const speed: Command = { type: 'speed', run: 1, stepsPerSecond: 3 };

const inboxOf = (...commands: Command[]) => {
  const inbox = new Inbox();
  for (const command of commands) inbox.add(command);
  return inbox;
};

test('commands come out in the order they came in', () => {
  const inbox = inboxOf(run, pause);
  expect([inbox.next(), inbox.next(), inbox.next()]).toEqual([run, pause, undefined]);
});

test.each([
  ['nothing', [], null],
  ['what acts on any lanes', [run, speed, pause], null],
  ['another change', [run, change(wider)], wider],
  ['two changes', [change(wider), change(digits)], wider],
  ['another run', [pause, open(digits)], digits],
  ['steps, and then a change of which they are not part', [step, change(wider)], null],
  ['steps, and then other data', [step, change(digits)], digits],
  ['other data, and then steps', [change(digits), step], digits],
  ['a measurement, and then another run', [evaluate, open(wider)], wider],
] as const)('an experiment is wanted no more as later commands say: %s', (_, commands, instead) => {
  expect(inboxOf(...commands).insteadOf(points)).toBe(instead);
});

test.each([
  ['a knob', [change(wider)], false],
  ['one lane of two', [change(points.slice(1))], false],
  ['steps and a pause', [step, pause], false],
  ['other data', [change(digits)], true],
  ['the start of all lanes', [{ type: 'reset', run: 1 } as Command], true],
  ['another run', [open(points)], true],
] as const)(
  'what is asked of lanes is moot once all of them start anew: %s',
  (_, commands, isMoot) => {
    expect(inboxOf(...commands).startsAnew(points)).toBe(isMoot);
  },
);

test('the page is shown where the lanes are by the last command that does so', () => {
  expect(inboxOf(run, speed).willShow).toBe(false);
  expect(inboxOf(run, pause).willShow).toBe(true);
});
