import { randomLcg, randomNormal } from 'd3';
import type { AnchorView, MapView, PushCurve, Spectrum } from '../../protocol/picture';
import type { CurveLine, HeldOut } from '../shared/props';
import { laneColour } from '../shared/tokens';

/** Made-up views for the tests of the plots: the same numbers every time, no training. */

const GROUP_NAMES = ['O0Q', 'Il1', '5S', '2Z', '8B', '6GC', 'EF', 'PRD', 'UV', '7T'];

/** 24 glyph classes in 10 groups, `perClass` items each, of 4 by 4 grey pixels. */
export function glyphItems(perClass = 4): HeldOut {
  const names = [...GROUP_NAMES.join('')];
  const count = names.length * perClass;
  const labels = Int32Array.from({ length: count }, (_, item) => Math.floor(item / perClass));
  const thumbnails = Uint8Array.from({ length: count * 16 }, (_, pixel) => (pixel * 37) % 256);
  return {
    shape: [4, 4, 1],
    range: [-1, 1],
    classNames: names,
    groups: GROUP_NAMES.flatMap((group, index) => Array(group.length).fill(index)),
    labels,
    thumbnails,
    texts: null,
    train: { labels: labels.toReversed(), thumbnails: thumbnails.toReversed(), texts: null },
  };
}

const SUBJECTS = ['the dog', 'the cat', 'the horse', 'the girl'];
const VERBS = ['chased', 'followed', 'did not chase', 'did not follow'];

/** 96 items of 48 meanings: what somebody did to the fox, and the same in the passive voice. */
export function sentenceItems(): HeldOut {
  const meanings = SUBJECTS.flatMap((who) =>
    VERBS.flatMap((did) =>
      ['', ' today', ' in the old barn'].map((when) => `${who} ${did}${when}`),
    ),
  );
  const texts = meanings.flatMap((meaning) => [
    `${meaning}, and the fox ran`,
    `the fox ran because ${meaning}`,
  ]);
  const labels = Int32Array.from(texts, (_, item) => item >> 1);
  const thumbnails = new Uint8Array();
  return {
    shape: [18],
    range: [0, 40],
    classNames: meanings,
    groups: meanings.map((_, label) => Math.floor(label / 3)),
    labels,
    thumbnails,
    texts,
    train: { labels: labels.toReversed(), thumbnails, texts: texts.toReversed() },
  };
}

/** 24 items of 6 scenes, pictures and captions in turn, of 4 by 4 pixels in colour. */
export function captionedItems(): HeldOut {
  const scenes = ['red', 'green', 'blue'].flatMap((colour) =>
    ['ring', 'cross'].map((shape) => `a ${colour} ${shape} on sand`),
  );
  const texts = scenes.flatMap((scene) => ['', scene, '', `on sand ${scene}`]);
  const labels = Int32Array.from(texts, (_, item) => item >> 2);
  const thumbnails = Uint8Array.from({ length: texts.length * 48 }, (_, at) => (at * 37) % 256);
  return {
    shape: [4, 4, 3],
    range: [-1, 1],
    classNames: scenes,
    groups: scenes.map((_, label) => label >> 1),
    labels,
    thumbnails,
    texts,
    train: { labels, thumbnails, texts },
  };
}

const quantised = (values: readonly number[]) =>
  Int16Array.from(values, (value) => Math.round(32767 * Math.max(-1, Math.min(1, value))));

/** Every item within `spread` of one place. */
export function collapsedMap(
  data: HeldOut,
  projection: MapView['projection'] = 'pca',
  spread = 0.004,
): MapView {
  const noise = randomNormal.source(randomLcg(0.3))(0, spread / 3);
  const [x, y, z] = projection === 'pca' ? [0.1, -0.05, 0] : [0.6, 0.64, 0.48];
  const axes = projection === 'sphere' ? 3 : 2;
  const unit = projection === 'circle' ? [0.6, 0.8] : [x, y, z].slice(0, axes);
  const values = Array.from(data.labels).flatMap(() =>
    unit.map((value) => (value as number) + noise()),
  );
  return { projection, axes, positions: quantised(values), varianceShown: 1, synthetic: null };
}

/** Classes apart from one another, those of a group next to each other. */
export function spreadMap(
  data: HeldOut,
  projection: MapView['projection'] = 'pca',
  seed = 0.5,
): MapView {
  const noise = randomNormal.source(randomLcg(seed))(0, projection === 'pca' ? 0.05 : 0.06);
  const axes = projection === 'sphere' ? 3 : 2;
  const classes = data.classNames.length;
  const values = Array.from(data.labels).flatMap((label) => {
    const group = data.groups[label] ?? 0;
    const turn = (label / classes + group * 0.03) * 2 * Math.PI;
    if (projection === 'pca') {
      const reach = 0.3 + 0.5 * ((label * 7) % 3) * 0.5;
      return [reach * Math.cos(turn) + noise(), reach * Math.sin(turn) + noise()];
    }
    if (projection === 'circle') {
      const angle = turn + noise();
      return [Math.cos(angle), Math.sin(angle)];
    }
    const height = 1 - (2 * (label + 0.5)) / classes + noise();
    const clamped = Math.max(-0.98, Math.min(0.98, height));
    const angle = label * 2.4 + noise() * 2;
    const reach = Math.sqrt(1 - clamped ** 2);
    return [reach * Math.cos(angle), clamped, reach * Math.sin(angle)];
  });
  return { projection, axes, positions: quantised(values), varianceShown: 0.34, synthetic: null };
}

const bell = (
  bins: number,
  low: number,
  high: number,
  middle: number,
  width: number,
  total: number,
) =>
  Uint32Array.from({ length: bins }, (_, bin) => {
    const value = low + ((high - low) * (bin + 0.5)) / bins;
    return Math.round(total * Math.exp(-(((value - middle) / width) ** 2) / 2));
  });

/** A healthy semi-hard batch: chosen negatives a little farther than the positives. */
export function spreadSpectrum(): Spectrum {
  const chosen = bell(40, 0, 2, 0.62, 0.15, 30);
  return {
    axis: 'distance',
    low: 0,
    high: 2,
    positives: bell(40, 0, 2, 0.45, 0.16, 40),
    candidates: bell(40, 0, 2, 1.25, 0.3, 900),
    chosen,
    chosenFalse: chosen.map((count, bin) => (bin < 12 ? Math.round(count * 0.3) : 0)),
    band: { label: 'margin', from: 0.45, to: 0.65 },
  };
}

/** All distances in the first bin. */
export function collapsedSpectrum(): Spectrum {
  const first = (count: number) => Uint32Array.from({ length: 40 }, (_, bin) => (bin ? 0 : count));
  return {
    axis: 'distance',
    low: 0,
    high: 2,
    positives: first(192),
    candidates: first(3840),
    chosen: first(192),
    chosenFalse: first(0),
    band: { label: 'margin', from: 0, to: 0.2 },
  };
}

/** 30 candidates of item 0, `chosenRanks` of them chosen, rank 2 false. */
export function anchorView(chosenRanks: readonly number[] = [1], count = 30): AnchorView {
  const ranks = Array.from({ length: count }, (_, rank) => rank);
  const chosen = Uint8Array.from(ranks, (rank) => (chosenRanks.includes(rank) ? 1 : 0));
  return {
    item: 0,
    positive: 1,
    positiveSimilarity: 0.86,
    candidates: Int32Array.from(ranks, (rank) => 4 + rank * 3),
    similarity: Float32Array.from(ranks, (rank) => 0.95 - rank * 0.05),
    chosen,
    isFalse: Uint8Array.from(ranks, (rank) => (rank === 2 ? 1 : 0)),
    push: Float32Array.from(chosen, (isChosen, rank) => (isChosen ? 1 / (1 + rank) : 0)),
  };
}

/** A line of `count` steps that falls and is noisy. */
export function noisyLine(place: number, name: string, count: number, seed = 0.1): CurveLine {
  const noise = randomNormal.source(randomLcg(seed + place / 10))(0, 0.05);
  const steps = Array.from({ length: count }, (_, index) => index + 1);
  return {
    id: place,
    name,
    colour: laneColour(place),
    place,
    steps,
    values: steps.map((step) =>
      Math.max(0, 0.2 + (0.5 + place * 0.2) * Math.exp((-step / count) * 3) + noise()),
    ),
  };
}

/** Pushes between two similarities, hardest in the middle; nothing known below `known`. */
export function pushBetween(from: number, to: number, positive: number, known = -0.6): PushCurve {
  return {
    positive,
    push: Float32Array.from({ length: 40 }, (_, bin) => {
      const similarity = -1 + (2 * (bin + 0.5)) / 40;
      if (similarity < known) return Number.NaN;
      return similarity > from && similarity < to ? 0.3 + 0.1 * Math.sin(bin) : 0;
    }),
  };
}
