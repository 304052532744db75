import { interpolateViridis, lab, rgb } from 'd3';

export type Rgb = readonly [red: number, green: number, blue: number];

/** CIE lightness of a colour that says nothing, and how far the third direction moves it. */
const MIDDLE = 74;
const LIGHTER = 16;
/** How far the first two directions go towards green or red, blue or yellow. */
const CHROMA = 85;

/**
 * The colour of an embedding from its three main directions, -1..1 each: the first runs from green
 * to red, the second from blue to yellow, the third from light to dark. Nothing is stretched: if
 * all embeddings are equal, everything is the same grey.
 */
export function embeddingColour(first: number, second: number, third: number): Rgb {
  const colour = rgb(lab(MIDDLE - LIGHTER * third, CHROMA * first, CHROMA * second)).clamp();
  return [colour.r, colour.g, colour.b];
}

const HEAT: readonly Rgb[] = Array.from({ length: 256 }, (_, i) => {
  const { r, g, b } = rgb(interpolateViridis(i / 255));
  return [r, g, b];
});

/** The colour of a cosine, -1..1: dark for unlike, bright for like, in even steps of lightness. */
export const heatColour = (cosine: number): Rgb =>
  HEAT[Math.round(127.5 * (1 + Math.min(1, Math.max(-1, cosine))))] as Rgb;

/** Share of the light that the darkest ink takes from a colour lying on it. */
const SHADE = { colours: 0.62, heat: 0.35 } as const;

/** A colour over ink, 0..255: the scene shows through. */
export function over([red, green, blue]: Rgb, ink: number, shade: keyof typeof SHADE): Rgb {
  const light = 1 - (SHADE[shade] * ink) / 255;
  return [red * light, green * light, blue * light];
}
