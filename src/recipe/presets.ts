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
      'Without labels, the hardest “negatives” are often the same digit. A guard that sees the labels fixes it.',
    link: 'data=digits&positives=views&embedding=16&loss=ntXent&selection=hardest&k=8&lanes=guard:none,oracle',
  },
  fineGrained: {
    label: 'Fine-grained birds',
    summary: 'The genus is learned at once; telling species apart needs semi-hard negatives.',
    link: 'data=birds&classes=24&samples=3&lanes=selection:random,semiHard,hardest',
  },
  neverSeen: {
    label: 'Never seen',
    summary:
      'Half of the species appear only in the test. Recall@1 on them after 400 steps, three seeds: semi-hard 0.80, hardest 0.64, random 0.60.',
    link: 'data=birds&heldOut=classes&classes=24&samples=3&lanes=selection:hardest,random,semiHard',
  },
  ringsCollapse: {
    label: 'Rings on a sphere',
    summary: 'Two numbers in, a ball out: watch hardest fold everything onto one point.',
    link: 'data=points&shape=rings&encoder=mlp&embedding=3&learningRate=0.01&lanes=selection:hardest,random,semiHard',
  },
  sentences: {
    label: 'Who did it to whom',
    summary:
      'Trained against near misses, a CNN tells swapped roles apart in 98 of 100 cases after 100 steps; with in-batch negatives only, in 55. Other verbs are told apart less: 56 of 100 instead of 87.',
    link: 'data=sentences&positives=given&encoder=textCnn&loss=infoNce&temperature=0.1&selection=all&lanes=source:inBatch,nearMisses',
  },
  documents: {
    label: 'Find the definition',
    summary:
      'In small batches, negatives that share words with a query or lie near it help a little: Recall@1 of queries after 300 steps 0.74 and 0.75 against 0.72.',
    link: 'data=documents&positives=given&encoder=embeddingBag&loss=infoNce&temperature=0.1&selection=all&givenPairs=16&lanes=source:inBatch;source:bm25,minedFor:all;source:wholeSet,minedFor:all',
  },
  touchingCells: {
    label: 'Touching cells',
    summary:
      'Negatives from other scenes hardly teach the encoder to separate touching cells. Mean ARI of cells after 200 steps, three seeds: any scene 0.32, same scene 0.50, semi-hard from the same scene 0.60.',
    link: 'data=cells&samples=8&loss=ntXent&temperature=0.1&k=16&lanes=together:any,selection:random;together:lookAlikes,selection:random;together:lookAlikes,selection:semiHard',
  },
  captions: {
    label: 'Which shape has which colour?',
    summary:
      'If two captions differ only in which shape has which colour, a bag of words can only guess. After 400 steps a CNN is right in 76%, with near misses as negatives in 83%. The encoder matters more than the negatives.',
    link: 'data=captions&positives=given&encoder=twoTowers&loss=symmetricInfoNce&temperature=0.1&selection=all&lanes=reads:bag,source:inBatch;reads:cnn,source:inBatch;reads:cnn,source:nearMisses',
  },
} as const satisfies Record<string, { label: string; summary: string; link: string }>;

export type PresetId = keyof typeof presets;

/** What opens without a link. */
export const arrival: PresetId = 'tooEasyTooHard';

/** The lanes of a preset. */
export const presetRecipes = (id: PresetId): readonly Recipe[] =>
  readLink(presets[id].link).recipes;
