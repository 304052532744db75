const RADIANS = Math.PI / 180;

/** From a CIE L*a*b* response to a linear one. https://www.w3.org/TR/css-color-4/#color-conversion-code */
const linear = (t: number): number => (t > 6 / 29 ? t ** 3 : 3 * (6 / 29) ** 2 * (t - 4 / 29));

const encoded = (x: number): number =>
  Math.round(255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055));

/**
 * The sRGB values, 0..255, of a colour of this hue in degrees, chroma and CIE lightness (white D50);
 * outside 0..255 where no screen shows it. The same as D3's `hcl`, without its other colour spaces.
 */
export function rgbOf(hue: number, chroma: number, lightness: number): [number, number, number] {
  const middle = (lightness + 16) / 116;
  const x = 0.96422 * linear(middle + (Math.cos(hue * RADIANS) * chroma) / 500);
  const y = linear(middle);
  const z = 0.82521 * linear(middle - (Math.sin(hue * RADIANS) * chroma) / 200);
  return [
    encoded(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
    encoded(-0.9787684 * x + 1.9161415 * y + 0.033454 * z),
    encoded(0.0719453 * x - 0.2289914 * y + 1.4052427 * z),
  ];
}

/** Whether a screen shows these values as they are. */
export const isShowable = (rgb: readonly number[]): boolean =>
  rgb.every((value) => value >= 0 && value <= 255);

/** "#rrggbb" of values of 0..255; others are clamped. */
export const hexOf = (rgb: readonly number[]): string =>
  `#${rgb.map((value) => Math.max(0, Math.min(255, value)).toString(16).padStart(2, '0')).join('')}`;
