/** Pixels in an SVG attribute: a tenth is finer than the eye. */
export const px = (value: number): number => Math.round(value * 10) / 10;
