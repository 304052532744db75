/**
 * The colours of `ui/tokens.css` as SVG attributes take them. Each falls back to its light tone, so
 * that an exported SVG file looks right on its own.
 */
export const token = {
  ink: 'var(--ink, #1c1d21)',
  quiet: 'var(--ink-quiet, #5b5e68)',
  faint: 'var(--ink-faint, #6d707a)',
  paper: 'var(--paper, #fbfaf7)',
  card: 'var(--card, #ffffff)',
  sunken: 'var(--sunken, #f3f1ec)',
  hairline: 'var(--hairline, #e4e1da)',
  hairlineStrong: 'var(--hairline-strong, #c9c5bb)',
  positive: 'var(--positive, #0072b2)',
  positiveText: 'var(--positive-text, #0072b2)',
  chosen: 'var(--chosen, #e08a00)',
  chosenText: 'var(--chosen-text, #8f5600)',
  candidate: 'var(--candidate, #cfd2d8)',
  candidateEdge: 'var(--candidate-edge, #8b8e97)',
  false: 'var(--false, #c8401b)',
  falseText: 'var(--false-text, #b83814)',
} as const;

const LANE_FALLBACKS = ['#5b4fcf', '#b0452a', '#0b7a53', '#861a62'];

/** Colour of the lane at a place, counted from 0, as a CSS value; a fifth lane has the first's. */
export const laneColour = (place: number): string => {
  const lane = ((place % 4) + 4) % 4;
  return `var(--lane-${lane + 1}, ${LANE_FALLBACKS[lane]})`;
};

/** What a canvas needs of the tokens, as plain colours. */
export interface CanvasColours {
  readonly ink: string;
  readonly card: string;
  readonly hairline: string;
  readonly positive: string;
  readonly chosen: string;
  readonly false: string;
}

/** The tokens as they are at an element now; the light ones where there is no style sheet. */
export function canvasColours(element: Element): CanvasColours {
  const style = getComputedStyle(element);
  const read = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback;
  return {
    ink: read('--ink', '#1c1d21'),
    card: read('--card', '#ffffff'),
    hairline: read('--hairline', '#e4e1da'),
    positive: read('--positive', '#0072b2'),
    chosen: read('--chosen', '#e08a00'),
    false: read('--false', '#c8401b'),
  };
}
