import { beforeAll, describe, expect, test } from 'vitest';
import { onWasm } from '../../engine/run/inNode.testing';
import { tf } from '../../engine/tf';
import { randomStream } from '../random';
import { sizeOf } from '../sizeOf';
import { firstWeights, freshTexts, textEncoders } from './texts.testing';

beforeAll(onWasm);

const WORDS = 7;
const TEXTS = [
  [3, 1, 4, 2, 6],
  [5, 5, 0, 0, 0],
  [6, 1, 3, 0, 0],
];
const SMALL = { width: 4, filters: 6, units: 6, layers: 2, heads: 2 };

/**
 * From torch 1.13 in float64: F.embedding, nn.Conv1d, torch.gru over the real tokens alone (the sign of
 * its update gate turned), nn.MultiheadAttention with key_padding_mask and F.layer_norm; weights and
 * texts as below, d = 2. `slopes` has one number an array: its gradient times `pattern`, summed.
 */
const EXPECTED: Readonly<Record<string, { value: number[]; slopes: number[] }>> = {
  embeddingBag: {
    value: [0.4107457, 0.1633416, -0.0769197, 0.1156179, 0.4180393, 0.1105564],
    slopes: [-0.127833, -0.042432, -2.097185, 0.21674],
  },
  textCnn: {
    value: [-1.0742486, 0.4176208, -0.6394447, 0.3870841, -0.8407347, 0.069889],
    slopes: [-0.505189, -0.668038, -0.291172, -0.413014, -0.118533, 0.815632, 0.21674],
  },
  gru: {
    value: [-0.6473768, 0.1880902, -1.0978022, 0.566654, -0.4129294, 0.2377831],
    slopes: [-0.663455, 1.41085, -0.46504, -0.085961, -0.270839, 0.338465, 0.21674],
  },
  transformer: {
    value: [0.3547421, 0.2843403, -0.0828088, 0.349866, 0.469749, 0.2453813],
    slopes: [
      -1.708917, -0.428434, 0.193394, -0.218589, 0.424268, 0.182312, -0.190814, -1.522283, 0.485477,
      -0.536807, 0.211612, -0.645501, 1.060202, 0.074278, -0.103546, 0.171896, 0.30148, -0.292586,
      -0.312559, -0.40958, -0.054624, 0.026719, 0.16175, 0.100402, -0.104459, -0.414812, 0.180176,
      0.086624, -1.373138, 0.21674,
    ],
  },
  'transformer, first': {
    value: [0.0937447, 0.3354574, 0.1417178, 0.2720326, 0.0847555, 0.3752464],
    slopes: [
      -2.270517, -1.587403, -0.816987, -0.217069, -0.03311, 0.441164, 0.182425, -0.908465, 0.892219,
      0.043938, 0.566691, 0.184129, -1.028554, -0.796064, 0.091167, -0.014736, -0.1251, 0.106867,
      -0.067142, -0.05418, 0.024152, -0.01297, -0.215105, -0.020364, 0.014119, 0.069922, 0.160638,
      0.086624, -0.015756, 0.21674,
    ],
  },
};

/** Number i of weight array number `array`: spread over -0.6..0.6, or over 0.82..1.18 for gains. */
function weightAt(i: number, array: number, first: number): number {
  const x = Math.sin(12.9898 * (i + 1) + 78.233 * (array + 1)) * 43758.5453;
  const value = Math.fround(1.2 * (x - Math.floor(x)) - 0.6);
  return first === 1 ? 1 + 0.3 * value : value;
}

const pattern = (shape: readonly number[], speed: number, start: number) => {
  const size = sizeOf(shape);
  return tf.tensor(
    Array.from({ length: size }, (_, i) => Math.cos(speed * i + start)),
    [...shape],
  );
};

/** A row for each text. */
const rowsOf = async (rows: tf.Tensor): Promise<number[][]> =>
  (await rows.array()) as unknown as number[][];

describe.each(textEncoders)('$name', ({ name, id, encoder, knobs }) => {
  const random = randomStream(3);
  const weightsFor = (length: number) =>
    firstWeights(encoder.weights([length], 3, knobs, WORDS), () => random.uniform()).map((make) =>
      make(),
    );

  test('has the value and the gradients of PyTorch', async () => {
    const own = { ...(knobs as object), ...SMALL };
    const weights = encoder.weights([5], 2, own, WORDS).map(({ shape, first = 0 }, array) => {
      const size = sizeOf(shape);
      const values = Array.from({ length: size }, (_, i) => weightAt(i, array, first));
      return tf.tensor(values, [...shape]);
    });
    const embed = (given: tf.Tensor[]) => encoder.embed(tf, tf.tensor2d(TEXTS), given, own);
    const { value: expected, slopes } = EXPECTED[name] as (typeof EXPECTED)[string];
    const value = await embed(weights).data();
    expect(value.length).toBe(expected.length);
    expected.forEach((number, i) => void expect(value[i]).toBeCloseTo(number, 5));
    const probe = pattern([3, 2], 1.1, 0.4);
    const gradients = tf.grads((...given) => tf.sum(tf.mul(embed(given), probe)))(weights);
    expect(gradients.length).toBe(slopes.length);
    for (const [array, gradient] of gradients.entries()) {
      const seen = await tf.sum(tf.mul(gradient, pattern(gradient.shape, 0.9, 0.2))).data();
      expect(seen[0], `array ${array}`).toBeCloseTo(slopes[array] as number, 4);
    }
  });

  test(`${id === 'embeddingBag' ? 'puts' : 'does not put'} texts of the same words on the very same point`, async () => {
    const texts = tf.tensor2d([
      [1, 2, 3, 4, 5, 0],
      [5, 2, 3, 4, 1, 0],
      [4, 0, 5, 1, 3, 2],
    ]);
    const rows = await rowsOf(encoder.embed(tf, texts, weightsFor(6), knobs));
    const apart = Math.max(
      ...(rows[1] as number[]).map((x, i) => Math.abs(x - (rows[0]?.[i] ?? 0))),
    );
    if (id === 'embeddingBag') expect(rows).toEqual([rows[0], rows[0], rows[0]]);
    else expect(apart).toBeGreaterThan(1e-4);
  });

  test('gives a text the same embedding however far it is padded', async () => {
    const long = weightsFor(9);
    const shapes = encoder.weights([6], 3, knobs, WORDS).map(({ shape }) => shape);
    // Positions of the shorter texts are the first ones.
    const short = long.map((weight, i) =>
      weight.shape.length === 2 ? tf.slice(weight, [0, 0], shapes[i] as [number, number]) : weight,
    );
    const texts = freshTexts([8, 6], WORDS)();
    const longer = tf.pad(texts, [
      [0, 0],
      [0, 3],
    ]);
    const expected = await encoder.embed(tf, texts, short, knobs).data();
    const actual = await encoder.embed(tf, longer, long, knobs).data();
    expected.forEach((value, i) => void expect(actual[i]).toBeCloseTo(value, 5));
  });

  test('gives a text without words an embedding and gradients that are finite', async () => {
    const texts = tf.tensor2d([
      [0, 0, 0, 0],
      [1, 2, 0, 0],
    ]);
    const weights = weightsFor(4);
    const value = await encoder.embed(tf, texts, weights, knobs).data();
    expect(value.every(Number.isFinite)).toBe(true);
    const gradients = tf.grads((...given) =>
      tf.sum(tf.square(encoder.embed(tf, texts, given, knobs))),
    )(weights);
    for (const gradient of gradients)
      expect((await gradient.data()).every(Number.isFinite)).toBe(true);
  });
});

test('gains start at 1 and everything else around 0', () => {
  for (const { encoder, knobs } of textEncoders)
    for (const { name, bound, first = 0 } of encoder.weights([6], 3, knobs, WORDS)) {
      expect(first, name).toBe(name.endsWith('/gain') ? 1 : 0);
      if (first === 1) expect(bound, name).toBe(0);
    }
});
