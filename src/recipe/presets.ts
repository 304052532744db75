import { readLink } from './link';
import type { Recipe } from './recipe';

/** Experiments that ship with the page, as the links that open them. */
export const presets = {
  tooEasyTooHard: {
    label: 'Too easy, too hard',
    summary: 'Hardest collapses, random stalls, semi-hard sorts the glyphs.',
    link: 'lanes=selection:hardest,random,semiHard',
  },
  falseNegatives: {
    label: 'False negatives',
    summary:
      'Without labels the hardest negatives are often of the same digit; a guard that knows repairs it.',
    link: 'data=digits&positives=views&embedding=16&loss=ntXent&selection=hardest&k=8&lanes=guard:none,oracle',
  },
  fineGrained: {
    label: 'Fine-grained birds',
    summary: 'The genus is learned at once; telling species apart needs semi-hard negatives.',
    link: 'data=birds&classes=24&samples=3&lanes=selection:random,semiHard,hardest',
  },
  ringsCollapse: {
    label: 'Rings on a sphere',
    summary: 'Two numbers in, a ball out: watch hardest fold everything onto one point.',
    link: 'data=points&shape=rings&encoder=mlp&embedding=3&learningRate=0.01&lanes=selection:hardest,random,semiHard',
  },
} as const satisfies Record<string, { label: string; summary: string; link: string }>;

export type PresetId = keyof typeof presets;

/** What opens without a link. */
export const arrival: PresetId = 'tooEasyTooHard';

/** The lanes of a preset. */
export const presetRecipes = (id: PresetId): readonly Recipe[] =>
  readLink(presets[id].link).recipes;
