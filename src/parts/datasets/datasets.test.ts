import { readFile as readFromDisk } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OwnPart } from '../../protocol/reading/facts';
import type { Data, Items } from '../data';
import { defaultsOf, type KnobValue } from '../part';
import { quickest } from '../quickest.testing';
import { randomStream } from '../random';
import { sizeOf } from '../sizeOf';
import { paintBird } from './birds/drawing';
import { genera, speciesOfGenus } from './birds/kinds';
import type { Dataset } from './dataset';
import { datasets } from './index';
import { broughtFor } from './own/own.testing';
import { frame } from './shared/raster';

async function readFile(path: string): Promise<ArrayBuffer> {
  return new Uint8Array(await readFromDisk(`public/${path}`)).buffer;
}

/** Data of a visitor's own are the same whatever the seed of the run; here it decides how they were read. */
async function load(
  dataset: Dataset,
  seed = 1,
  changed: Record<string, KnobValue> = {},
): Promise<Data> {
  const [id = ''] = Object.entries(datasets).find(([, one]) => (one as Dataset) === dataset) ?? [];
  const own = dataset.isOwn ? await broughtFor(id as OwnPart, seed) : null;
  const knobs = { ...defaultsOf(dataset.knobs), ...changed };
  return dataset.load({ seed, knobs, readFile, own });
}

/** The numbers of each item. */
function itemsOf({ shape }: Data, { count, values }: Items): Float32Array[] {
  const size = sizeOf(shape);
  return Array.from({ length: count }, (_, item) =>
    values.subarray(item * size, (item + 1) * size),
  );
}

/** The items of one class. */
const membersOf = (data: Data, side: Items, label: number): Float32Array[] =>
  itemsOf(data, side).filter((_, item) => side.labels[item] === label);

function countsOf({ labels }: Items, classes: number): number[] {
  const counts = Array<number>(classes).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

function bytesOf({ values }: Items): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** How many values lie strictly between two bounds; what is not finite never does. */
function countBetween(values: Float32Array, low: number, high: number): number {
  let count = 0;
  for (const value of values) if (value > low && value < high) count++;
  return count;
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]) =>
  Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
const squaredDistance = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, place) => sum + (value - (b[place] as number)) ** 2, 0);

function averageOf(items: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array()] = items;
  return first.map((_, place) => mean(items.map((item) => item[place] as number)));
}

/** Every data set at its defaults, and once more for each option of its choices. */
const cases = Object.entries(datasets as Record<string, Dataset>).flatMap(([name, dataset]) => {
  const choices = Object.entries(dataset.knobs).flatMap(([knobName, knob]) =>
    knob.kind === 'choice' ? Object.keys(knob.options).map((option) => [knobName, option]) : [],
  );
  const variants = choices.length > 0 ? choices : [[]];
  return variants.map(([knobName, option]) => ({
    name: option ? `${name}, ${option}` : name,
    dataset,
    changed: knobName && option ? { [knobName]: option } : {},
  }));
});

describe.each(cases)('$name', ({ dataset, changed }) => {
  let data: Data;
  let milliseconds: number;
  let sides: Items[];
  beforeAll(async () => {
    milliseconds = await quickest(async () => {
      data = await load(dataset, 1, changed);
    }, 1);
    sides = [data.train, data.heldOut];
  });

  test('loads in under 3 s', () => {
    expect(milliseconds).toBeLessThan(3000);
  });

  test('the same seed gives the same bytes and another seed different ones', async () => {
    const again = await load(dataset, 1, changed);
    expect(Buffer.compare(bytesOf(again.train), bytesOf(data.train))).toBe(0);
    expect(Buffer.compare(bytesOf(again.heldOut), bytesOf(data.heldOut))).toBe(0);
    const other = await load(dataset, 2, changed);
    expect(Buffer.compare(bytesOf(other.train), bytesOf(data.train))).not.toBe(0);
    expect(Buffer.compare(bytesOf(other.heldOut), bytesOf(data.heldOut))).not.toBe(0);
  });

  test('no item comes twice, neither within a side nor in both', () => {
    // Two texts may differ only in words outside the vocabulary.
    const items = sides.flatMap((side) =>
      itemsOf(data, side).map(
        (item, at) =>
          side.texts?.[at] ||
          Buffer.from(item.buffer, item.byteOffset, item.byteLength).toString('latin1'),
      ),
    );
    expect(new Set(items).size).toBe(items.length);
  });

  test('values and labels are as long as the count and the shape say', () => {
    for (const { count, values, labels } of sides) {
      expect(values.length).toBe(count * sizeOf(data.shape));
      expect(labels.length).toBe(count);
    }
    expect(data.shape.length).toBe(dataset.kind === 'image' ? 3 : 1);
  });

  test('items lie class by class, and every class has some', () => {
    for (const { labels } of sides) expect([...labels]).toEqual([...labels].sort((a, b) => a - b));
    const used = new Set(sides.flatMap(({ labels }) => [...labels]));
    expect(used.size).toBe(data.classNames.length);
    expect(Math.max(...used)).toBe(data.classNames.length - 1);
  });

  test('both sides hold every class in near equal numbers; of pairs and scenes, no class is on both', () => {
    if (
      (dataset.kind === 'text' && dataset.gives?.pairs) ||
      dataset.kind === 'captioned' ||
      data.scenes
    ) {
      const trained = new Set(data.train.labels);
      expect([...data.heldOut.labels].filter((label) => trained.has(label))).toEqual([]);
      return;
    }
    for (const [side, tolerance] of [
      [data.train, 0.2],
      [data.heldOut, 0.35],
    ] as const) {
      const all = countsOf(side, data.classNames.length);
      expect(all.length).toBe(data.classNames.length);
      // Where classes are held out whole, each is on one side alone: unseen.test.ts.
      const counts = changed.heldOut === 'classes' ? all.filter((count) => count > 0) : all;
      const even = side.count / counts.length;
      for (const count of counts) expect(Math.abs(count / even - 1)).toBeLessThan(tolerance);
    }
  });

  test('values are finite, fill the declared range and stray little beyond it', () => {
    const [low, high] = data.range;
    const width = high - low;
    for (const { values } of sides) {
      const shareBetween = (from: number, to: number) =>
        countBetween(values, from, to) / values.length;
      expect(shareBetween(-Infinity, Infinity)).toBe(1);
      expect(shareBetween(low - width / 4, high + width / 4)).toBeGreaterThan(0.95);
      expect(shareBetween(-Infinity, low + width / 10)).toBeGreaterThan(0);
      expect(shareBetween(high - width / 10, Infinity)).toBeGreaterThan(0);
    }
  });

  test('what it says it gives is what comes, and every number names an item of its side', () => {
    for (const { count, labels, texts, pairs, nearMisses } of sides) {
      const says = dataset.kind === 'text' || dataset.kind === 'captioned';
      expect(texts?.length).toBe(says ? count : undefined);
      expect(pairs !== undefined).toBe(dataset.gives?.pairs ?? false);
      expect(nearMisses !== undefined).toBe(dataset.gives?.nearMisses ?? false);
      const named = [...(pairs ?? []), ...(nearMisses?.items ?? [])].filter((item) => item !== -1);
      expect(named.every((item) => Number.isInteger(item) && item >= 0 && item < count)).toBe(true);
      for (let at = 0; pairs && at < pairs.length; at += 2)
        expect(labels[pairs[at] as number]).toBe(labels[pairs[at + 1] as number]);
      if (nearMisses) expect(nearMisses.items).toHaveLength(count * nearMisses.perItem);
    }
  });

  test('every token is a word of the vocabulary, and texts begin with a word', () => {
    if (dataset.kind !== 'text') return;
    const words = data.vocabulary ?? [];
    expect(new Set(words).size).toBe(words.length);
    expect(data.range).toEqual([0, words.length - 1]);
    for (const item of sides.flatMap((side) => itemsOf(data, side))) {
      expect(item.every((token) => Number.isInteger(token) && token in words)).toBe(true);
      const length = item.findLastIndex((token) => token > 0) + 1;
      expect(length).toBeGreaterThan(0);
      expect(item.subarray(0, length).every((token) => token > 0)).toBe(true);
    }
  });

  test('class names are distinct and each class is in one of the groups 0, 1, 2, ...', () => {
    expect(new Set(data.classNames).size).toBe(data.classNames.length);
    expect(data.groups.length).toBe(data.classNames.length);
    const used = [...new Set(data.groups)].sort((a, b) => a - b);
    expect(used).toEqual(used.map((_, index) => index));
  });

  test('every knob at its smallest and at its largest gives finite values', async () => {
    for (const [knobName, knob] of Object.entries(dataset.knobs)) {
      if (knob.kind === 'choice') continue;
      for (const value of [knob.min, knob.max]) {
        const extreme = await load(dataset, 1, { ...changed, [knobName]: value });
        const { values } = extreme.train;
        expect(countBetween(values, -Infinity, Infinity)).toBe(values.length);
        expect(Buffer.compare(bytesOf(extreme.train), bytesOf(data.train))).not.toBe(0);
      }
    }
  });
});

/** Deviation over the images of where the ink lies, left to right, in pixels. */
const wanderOf = (images: readonly Float32Array[]) =>
  deviation(
    images.map((image) => {
      const ink = image.map((value) => (value > 0 ? 1 : 0));
      const columns = ink.map((value, pixel) => value * (pixel % 28));
      return columns.reduce((a, b) => a + b) / ink.reduce((a, b) => a + b);
    }),
  );

describe('glyphs', () => {
  test('there are 24 glyphs in 10 groups, 120 train and 24 held-out images of each', async () => {
    const data = await load(datasets.glyphs);
    expect(data.classNames.join('')).toBe('O0QIl15S2Z8B6GCEFPRDUV7T');
    expect(new Set(data.groups).size).toBe(10);
    expect([data.train.count, data.heldOut.count]).toEqual([24 * 120, 24 * 24]);
    expect(data.shape).toEqual([28, 28, 1]);
  });

  test('images of one glyph are more alike than those of its group, and these than others', async () => {
    const data = await load(datasets.glyphs);
    const samples = data.classNames.map((_, label) => membersOf(data, data.heldOut, label));
    const distances = {
      sameClass: [] as number[],
      sameGroup: [] as number[],
      other: [] as number[],
    };
    samples.forEach((images, a) => {
      samples.forEach((others, b) => {
        const sameGroup = data.groups[a] === data.groups[b];
        const kind = a === b ? 'sameClass' : sameGroup ? 'sameGroup' : 'other';
        for (const image of images.slice(0, 8)) {
          for (const other of others.slice(8, 16)) {
            distances[kind].push(squaredDistance(image, other));
          }
        }
      });
    });
    expect(mean(distances.sameClass)).toBeLessThan(mean(distances.sameGroup));
    expect(mean(distances.sameGroup)).toBeLessThan(mean(distances.other));
  });

  test('without nuisance a glyph stays in place and the paper is clean', async () => {
    const posed = await load(datasets.glyphs);
    const still = await load(datasets.glyphs, 1, { nuisance: 0 });
    expect(wanderOf(membersOf(posed, posed.train, 0))).toBeGreaterThan(0.5);
    expect(wanderOf(membersOf(still, still.train, 0))).toBeLessThan(0.1);
    expect(still.train.values[0]).toBe(-1);
    expect(posed.train.values[0]).not.toBe(-1);
  });

  test('every glyph has ink and no two have the same picture', async () => {
    const still = await load(datasets.glyphs, 1, { nuisance: 0 });
    const averages = still.classNames.map((_, label) =>
      averageOf(membersOf(still, still.train, label)),
    );
    averages.forEach((average, label) => {
      expect(Math.max(...average)).toBeGreaterThan(0);
      for (const other of averages.slice(0, label)) {
        expect(squaredDistance(average, other)).toBeGreaterThan(5);
      }
    });
  });

  test('zoom makes glyphs larger', async () => {
    const inkAt = async (zoom: number) =>
      mean([...(await load(datasets.glyphs, 1, { zoom })).heldOut.values]);
    expect(await inkAt(1.3)).toBeGreaterThan((await inkAt(0.8)) + 0.05);
  });
});

/** Colour of the pixel in the middle of a bird that has not moved. */
const middleColour = (image: Float32Array) => [...image.slice((15 * 28 + 13) * 3).slice(0, 3)];

describe('birds', () => {
  test('there are 8 genera of 6 species, 120 train and 16 held-out birds of each', async () => {
    const data = await load(datasets.birds);
    expect(countsOf({ ...data.train, labels: Int32Array.from(data.groups) }, 8)).toEqual(
      Array(8).fill(6),
    );
    expect([data.train.count, data.heldOut.count]).toEqual([48 * 120, 48 * 16]);
    expect(data.shape).toEqual([28, 28, 3]);
  });

  test('without nuisance all birds of a species are the same bird before another sky', async () => {
    const still = await load(datasets.birds, 1, { nuisance: 0 });
    const colours = membersOf(still, still.train, 0).map(middleColour);
    expect(new Set(colours.map(String)).size).toBe(1);
    const skies = membersOf(still, still.train, 0).map((image) => image[0]);
    expect(new Set(skies).size).toBeGreaterThan(100);
    const posed = await load(datasets.birds);
    const posedColours = membersOf(posed, posed.train, 0).map(middleColour);
    expect(new Set(posedColours.map(String)).size).toBeGreaterThan(100);
  });

  test('species of a genus differ by a small mark, genera by far more', () => {
    const pictures = genera.map((genus) =>
      speciesOfGenus.map((species) => {
        const image = new Float32Array(28 * 28 * 3);
        paintBird(image, genus, species, 0, frame(0, 1.15, 0, 0), randomStream(1));
        return image;
      }),
    );
    pictures.forEach(([plain = new Float32Array(), ...marked], genus) => {
      const marks = marked.map((picture) => squaredDistance(plain, picture));
      const others = pictures.flatMap(([other = plain], place) =>
        place === genus ? [] : [squaredDistance(plain, other)],
      );
      expect(Math.min(...marks)).toBeGreaterThan(0.5);
      expect(Math.max(...marks)).toBeLessThan(Math.min(...others));
    });
  });
});

describe('points', () => {
  test('spread 0 puts every point of a ring at the radius of its ring', async () => {
    const data = await load(datasets.points, 1, { shape: 'rings', spread: 0 });
    for (const [label, radius] of [0.15, 0.35, 0.42, 0.62, 0.69, 0.76, 0.92, 1].entries()) {
      for (const [x = 0, y = 0] of membersOf(data, data.train, label)) {
        expect(Math.hypot(x, y)).toBeCloseTo(radius, 5);
      }
    }
  });

  test('noise has the stated size and grows with spread', async () => {
    const strayAt = async (spread: number) => {
      const data = await load(datasets.points, 1, { shape: 'rings', spread });
      return deviation(membersOf(data, data.train, 7).map(([x = 0, y = 0]) => Math.hypot(x, y)));
    };
    expect(await strayAt(1)).toBeGreaterThan(0.011);
    expect(await strayAt(1)).toBeLessThan(0.017);
    expect(await strayAt(3)).toBeGreaterThan(0.033);
  });
});

describe('digits', () => {
  test('the file holds the 1,797 digits in the known numbers, 1,168 to train on', async () => {
    const data = await load(datasets.digits);
    expect([data.train.count, data.heldOut.count]).toEqual([1168, 629]);
    const train = countsOf(data.train, 10);
    const heldOut = countsOf(data.heldOut, 10);
    expect(train.map((count, digit) => count + (heldOut[digit] as number))).toEqual([
      178, 182, 177, 183, 181, 182, 181, 179, 174, 180,
    ]);
  });

  test('most held-out digits are of the class of the nearest train digit', async () => {
    const data = await load(datasets.digits);
    const train = itemsOf(data, data.train);
    const correct = itemsOf(data, data.heldOut).filter((item, place) => {
      const distances = train.map((other) => squaredDistance(item, other));
      const nearest = distances.indexOf(Math.min(...distances));
      return data.train.labels[nearest] === data.heldOut.labels[place];
    });
    expect(correct.length / data.heldOut.count).toBeGreaterThan(0.95);
  });

  test('a file cut short is refused with its length', async () => {
    const loading = datasets.digits.load({
      seed: 1,
      knobs: defaultsOf(datasets.digits.knobs),
      readFile: async () => new ArrayBuffer(100),
    });
    await expect(loading).rejects.toThrow('100 bytes');
  });
});

describe('data of a visitor’s own', () => {
  const own = Object.entries(datasets as Record<string, Dataset>).filter(([, { isOwn }]) => isOwn);

  test.each(own)('%s that were not brought are asked for in words', async (_, dataset) => {
    const loading = dataset.load({ seed: 1, knobs: {}, readFile, own: null });
    await expect(loading).rejects.toThrow(/^This experiment trains on .+ and they are not here\.$/);
  });

  test('pairs without near misses have a table of them in which there are none', async () => {
    const { train, heldOut, ...about } = await broughtFor('ownPairs', 1);
    const bare = [train, heldOut].map(({ nearMisses: _, ...items }) => items) as [Items, Items];
    const data = await datasets.ownPairs.load({
      seed: 1,
      knobs: {},
      readFile,
      own: { ...about, train: bare[0], heldOut: bare[1] },
    });
    expect(new Set(data.train.nearMisses?.items)).toEqual(new Set([-1]));
    expect(data.heldOut.nearMisses?.items).toHaveLength(data.heldOut.count);
  });
});
