import type { Colour } from '../shared/colours';

/** What there is to say: eight colours, four shapes, six grounds. */

export const colours: readonly (readonly [name: string, colour: Colour])[] = [
  ['red', [0.9, 0.15, 0.15]],
  ['green', [0.15, 0.75, 0.2]],
  ['blue', [0.2, 0.35, 0.95]],
  ['yellow', [0.95, 0.85, 0.15]],
  ['purple', [0.65, 0.25, 0.8]],
  ['gold', [1, 0.55, 0.1]],
  ['white', [0.97, 0.97, 0.97]],
  ['black', [0.04, 0.04, 0.04]],
];

export const shapeNames = ['circle', 'square', 'cross', 'ring'] as const;
export type ShapeName = (typeof shapeNames)[number];

export const grounds: readonly (readonly [name: string, colour: Colour])[] = [
  ['sky', [0.55, 0.75, 0.9]],
  ['grass', [0.45, 0.6, 0.35]],
  ['sand', [0.8, 0.7, 0.5]],
  ['night', [0.15, 0.15, 0.3]],
  ['rose', [0.8, 0.55, 0.6]],
  ['stone', [0.45, 0.45, 0.45]],
];

/** One coloured shape: places in `colours` and `shapeNames`. */
export interface Thing {
  readonly colour: number;
  readonly shape: number;
}

/** Two things of different shape and colour on a ground; the one of the lower shape comes first. */
export interface Scene {
  readonly things: readonly [Thing, Thing];
  readonly ground: number;
}

const pairsBelow = (count: number): [number, number][] =>
  Array.from({ length: count }, (_, low) => low).flatMap((low) =>
    Array.from({ length: count - low - 1 }, (_, i): [number, number] => [low, low + 1 + i]),
  );

const colourPairs = pairsBelow(colours.length);
const shapePairs = pairsBelow(shapeNames.length);

/** Scenes in twos, each the other with its colours swapped: 28 pairs of colours, 6 of shapes, 6 grounds. */
export const twins: readonly (readonly [Scene, Scene])[] = grounds.flatMap((_, ground) =>
  shapePairs.flatMap(([first, second]) =>
    colourPairs.map(([low, high]) => {
      const scene = (one: number, other: number): Scene => ({
        things: [
          { colour: one, shape: first },
          { colour: other, shape: second },
        ],
        ground,
      });
      return [scene(low, high), scene(high, low)] as const;
    }),
  ),
);

const said = ({ colour, shape }: Thing): string => `${colours[colour]?.[0]} ${shapeNames[shape]}`;

/** "a red ring and a blue square on sand", or the other thing first. */
export function captionOf({ things, ground }: Scene, isTurned: boolean): string {
  const [first, second] = isTurned ? [things[1], things[0]] : things;
  return `a ${said(first)} and a ${said(second)} on ${grounds[ground]?.[0]}`;
}

/** Every word of the captions that is read, in a fixed order. */
export const captionWords: readonly string[] = [
  'and',
  'on',
  ...colours.map(([name]) => name),
  ...shapeNames,
  ...grounds.map(([name]) => name),
];

/** Words of a caption that are read; "a" is not. */
export const CAPTION_LENGTH = 7;

/** How a scene differs from another, where they differ in the colour or the shape of one thing; else null. */
export function differenceOf(one: Scene, other: Scene): 'colour' | 'shape' | null {
  if (one.ground !== other.ground) return null;
  const isIn = (thing: Thing, { things }: Scene) =>
    things.some(({ colour, shape }) => colour === thing.colour && shape === thing.shape);
  const [own, ...more] = one.things.filter((thing) => !isIn(thing, other));
  const [instead] = other.things.filter((thing) => !isIn(thing, one));
  if (!own || !instead || more.length > 0) return null;
  if (own.shape === instead.shape) return 'colour';
  return own.colour === instead.colour ? 'shape' : null;
}
