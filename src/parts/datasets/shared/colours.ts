/** Red, green and blue, each from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A colour from its hue (whole turns; only the fraction counts), saturation and value (0 to 1). */
export function fromHsv(hue: number, saturation: number, value: number): Colour {
  const sixths = (hue - Math.floor(hue)) * 6;
  const channel = (offset: number) => {
    const position = (sixths + offset) % 6;
    const fade = Math.min(1, Math.max(0, Math.min(position, 4 - position)));
    return value - value * saturation * fade;
  };
  return [channel(5), channel(3), channel(1)];
}

/** The way from one colour to another: 0 is `from`, 1 is `to`. */
export const blend = (from: Colour, to: Colour, share: number): Colour => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

/** The colour times `factor`: below 1 it darkens. */
export const darkened = ([red, green, blue]: Colour, factor: number): Colour => [
  red * factor,
  green * factor,
  blue * factor,
];

/** The colour with its distance from white times `factor`: below 1 it lightens. */
export const lightened = (colour: Colour, factor: number): Colour =>
  blend([1, 1, 1], colour, factor);
