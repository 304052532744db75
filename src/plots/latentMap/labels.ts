import { median } from 'd3';
import type { MapView } from '../../protocol/picture';
import type { MapFrame, Projected } from './geometry';

/** A class name on the map, centred on x, y. */
export interface MapLabel {
  /** Stays the same from frame to frame, so that a label can glide. */
  readonly key: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Classes it stands for; all of them if everything is on one point. */
  readonly classes: readonly number[];
}

export interface LabelRequest {
  readonly projected: Projected;
  readonly labels: ArrayLike<number>;
  readonly classNames: readonly string[];
  readonly frame: MapFrame;
  readonly projection: MapView['projection'];
  /** Keys of the labels shown last time: they keep their places, so that labels don't flicker. */
  readonly shown?: ReadonlySet<string>;
  /** Middles of marks that names must not cover. */
  readonly avoid?: readonly Middle[];
}

const MAX_CLASSES = 48;
const MAX_CHARACTERS = 14;
/** If everything is within this distance of its middle, in pixels, it counts as one point. */
const ONE_POINT = 5;
/** Classes of short names whose middles are this near share a label, pixels. */
const ONE_CLUSTER = 9;
const SHORT_NAME = 2;
const MOST_IN_CLUSTER = 4;
const CHARACTER_WIDTH = 8;
const LINE_HEIGHT = 15;
/** Half the side of a mark, pixels. */
const HALF_MARK = 12;

interface Middle {
  readonly x: number;
  readonly y: number;
}

/** Half the width of a label on screen, pixels; a little generous. */
export const halfWidth = (text: string) => (text.length * CHARACTER_WIDTH) / 2 + 1;

/** Whether two labels would cover one another. */
export const overlap = (a: Middle & { text: string }, b: Middle & { text: string }) =>
  Math.abs(a.x - b.x) < halfWidth(a.text) + halfWidth(b.text) && Math.abs(a.y - b.y) < LINE_HEIGHT;

const itemsByClass = (projected: Projected, labels: ArrayLike<number>, classes: number) => {
  const items: number[][] = Array.from({ length: classes }, () => []);
  const count = Math.min(labels.length, projected.x.length);
  for (let item = 0; item < count; item++) items[labels[item] as number]?.push(item);
  return items;
};

function middleOf({ x, y }: Projected, items: readonly number[]): Middle {
  return {
    x: median(items, (item) => x[item] as number) ?? 0,
    y: median(items, (item) => y[item] as number) ?? 0,
  };
}

/** Whether 19 of 20 items lie on one point. */
function isOnePoint(projected: Projected, items: readonly number[], middle: Middle): boolean {
  const isNear = (item: number) =>
    Math.hypot((projected.x[item] as number) - middle.x, (projected.y[item] as number) - middle.y) <
    ONE_POINT;
  return items.filter(isNear).length >= 0.95 * items.length;
}

/**
 * On the circle a label stands inside, at the mean direction of its class; none for a class that is
 * all around.
 */
function inside(middle: Middle, { centre, radius }: MapFrame): Middle | null {
  const [dx, dy] = [middle.x - centre, middle.y - centre];
  const length = Math.hypot(dx, dy);
  if (length < 0.35 * radius) return null;
  const factor = Math.max(0, radius - 16) / length;
  return { x: centre + dx * factor, y: centre + dy * factor };
}

function withinFrame({ x, y }: Middle, text: string, { size }: MapFrame): Middle {
  const [sideways, upright] = [halfWidth(text), LINE_HEIGHT / 2];
  return {
    x: Math.max(sideways, Math.min(size - sideways, x)),
    y: Math.max(upright, Math.min(size - upright, y)),
  };
}

const shortened = (name: string) =>
  name.length > MAX_CHARACTERS ? `${name.slice(0, MAX_CHARACTERS - 1)}…` : name;

/**
 * Shortens names to that many letters. Names that begin alike, as species of a genus do, keep their
 * ends, too.
 */
function shortNames(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(shortened(name), (counts.get(shortened(name)) ?? 0) + 1);
  const half = MAX_CHARACTERS / 2;
  return names.map((name) =>
    (counts.get(shortened(name)) ?? 0) > 1 && name.length > MAX_CHARACTERS
      ? `${name.slice(0, half - 1)}…${name.slice(-half)}`
      : shortened(name),
  );
}

/** Each class at its middle, where most of it is on the near side. */
function candidates({ projected, labels, classNames, frame, projection }: LabelRequest) {
  const names = shortNames(classNames);
  return itemsByClass(projected, labels, classNames.length).flatMap((items, label): MapLabel[] => {
    const near = items.filter((item) => (projected.depth[item] as number) >= 0);
    if (!near.length || near.length * 2 < items.length) return [];
    const middle = middleOf(projected, near);
    const place = projection === 'circle' ? inside(middle, frame) : middle;
    const text = names[label] ?? '';
    if (!place) return [];
    return [{ key: `${label}`, text, ...withinFrame(place, text, frame), classes: [label] }];
  });
}

/** Two neighbours as one label, "O 0 Q"; null if too far apart, too long or too many. */
function together(placed: MapLabel, next: MapLabel): MapLabel | null {
  const names = [...placed.text.split(' '), next.text];
  const count = placed.classes.length;
  const isNear = Math.hypot(placed.x - next.x, placed.y - next.y) < ONE_CLUSTER;
  if (!isNear || count >= MOST_IN_CLUSTER || names.some((name) => name.length > SHORT_NAME))
    return null;
  return {
    key: placed.key,
    text: names.join(' '),
    x: (placed.x * count + next.x) / (count + 1),
    y: (placed.y * count + next.y) / (count + 1),
    classes: [...placed.classes, ...next.classes],
  };
}

/**
 * The class names of a map; none covers another. A name that would cover an earlier one joins it if
 * both are short and close together, and is left out otherwise, as is a name that would cover a
 * mark. If everything is on one point, a single "all 24". None without items or for more than 48
 * classes.
 */
export function mapLabels(request: LabelRequest): MapLabel[] {
  const { projected, labels, classNames, frame, projection, shown, avoid = [] } = request;
  const all = Array.from({ length: Math.min(labels.length, projected.x.length) }, (_, i) => i);
  if (!all.length || frame.radius === 0) return [];
  const middle = middleOf(projected, all);
  if (classNames.length > 1 && isOnePoint(projected, all, middle)) {
    const text = `all ${new Set(Array.from(labels)).size}`;
    const aside = projection === 'circle' ? (inside(middle, frame) ?? middle) : middle;
    const drop = avoid.length ? HALF_MARK + 12 : 14;
    const below = projection === 'circle' ? aside : { x: middle.x, y: middle.y + drop };
    const place = withinFrame(below, text, frame);
    return [{ key: 'all', text, ...place, classes: classNames.map((_, label) => label) }];
  }
  if (classNames.length > MAX_CLASSES) return [];
  const isCovering = (label: MapLabel) =>
    avoid.some(
      (mark) =>
        Math.abs(mark.x - label.x) < HALF_MARK + halfWidth(label.text) - 2 &&
        Math.abs(mark.y - label.y) < HALF_MARK + LINE_HEIGHT / 2 - 2,
    );
  const wanted = candidates(request).filter((label) => !isCovering(label));
  const isShown = (label: MapLabel) => (shown?.has(label.key) ? 0 : 1);
  const placed: MapLabel[] = [];
  for (const next of wanted.sort((a, b) => isShown(a) - isShown(b))) {
    const covered = placed.filter((label) => overlap(label, next));
    if (!covered.length) placed.push(next);
    const [only] = covered;
    const joined = only && covered.length === 1 ? together(only, next) : null;
    const isFree = joined && !placed.some((label) => label !== only && overlap(label, joined));
    if (isFree && only) placed[placed.indexOf(only)] = joined;
  }
  return placed;
}
