import type { Random } from '../../random';
import { addNoise } from '../shared/noise';
import { EDGE, eachCoveredPixel, imageFrame, type Shape } from '../shared/raster';
import { colours, grounds, type Scene, type ShapeName, shapeNames, type Thing } from './scenes';

const NOISE = 0.03;

/** Distance of a point from the outline of each shape of radius r around 0, 0. */
const outlines: Readonly<Record<ShapeName, (x: number, y: number, r: number) => number>> = {
  circle: (x, y, r) => Math.hypot(x, y) - r,
  square: (x, y, r) => Math.max(Math.abs(x), Math.abs(y)) - 0.88 * r,
  cross: (x, y, r) => {
    const [across, down] = [Math.abs(x), Math.abs(y)];
    return Math.max(Math.min(across, down) - 0.32 * r, Math.max(across, down) - r);
  },
  ring: (x, y, r) => Math.abs(Math.hypot(x, y) - 0.8 * r) - 0.27 * r,
};

function shapeAt(name: ShapeName, x: number, y: number, radius: number): Shape {
  const reach = 1.07 * radius + EDGE;
  const outline = outlines[name];
  return {
    x,
    y,
    reachX: reach,
    reachY: reach,
    distance: (atX, atY) => outline(atX - x, atY - y, radius),
  };
}

/** Where two things stand: side by side or one above the other, either of them first. */
function placesOf(random: Random): readonly [x: number, y: number][] {
  const apart = (side: number) => side * random.uniform(0.36, 0.56);
  const aside = random.uniform(-0.3, 0.3);
  const other = aside + random.uniform(-0.15, 0.15);
  const [first, second] = [apart(-1), apart(1)];
  const isUpright = random.uniform() < 0.5;
  const places: [number, number][] = isUpright
    ? [
        [aside, first],
        [other, second],
      ]
    : [
        [first, aside],
        [second, other],
      ];
  return random.uniform() < 0.5 ? places : places.reverse();
}

function paintThing(
  pixels: Float32Array,
  { colour, shape }: Thing,
  [x, y]: readonly [number, number],
  random: Random,
) {
  const [, plain] = colours[colour] as (typeof colours)[number];
  const tone = plain.map((value) => Math.min(1, Math.max(0, value + random.uniform(-0.08, 0.08))));
  const outline = shapeAt(shapeNames[shape] as ShapeName, x, y, random.uniform(0.3, 0.42));
  eachCoveredPixel(outline, imageFrame, (pixel, coverage) => {
    for (let channel = 0; channel < 3; channel++) {
      const at = 3 * pixel + channel;
      const before = pixels[at] as number;
      pixels[at] = before + ((tone[channel] as number) - before) * coverage;
    }
  });
}

/**
 * Paints a scene into [SIZE, SIZE, 3], -1..1. Where the two stand, how large they are, their exact
 * tone and that of the ground, and noise differ from picture to picture and mean nothing.
 */
export function paintScene(pixels: Float32Array, { things, ground }: Scene, random: Random): void {
  const [, plain] = grounds[ground] as (typeof grounds)[number];
  const tone = plain.map((value) => value + random.uniform(-0.05, 0.05));
  for (let at = 0; at < pixels.length; at++) pixels[at] = tone[at % 3] as number;
  const places = placesOf(random);
  things.forEach((thing, i) => {
    paintThing(pixels, thing, places[i] as [number, number], random);
  });
  addNoise(pixels, NOISE, random);
  for (let at = 0; at < pixels.length; at++)
    pixels[at] = Math.min(1, Math.max(0, pixels[at] as number)) * 2 - 1;
}
