import type { Tensor2D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { onWasm } from '../../engine/run/inNode.testing';
import { tf } from '../../engine/tf';
import { defaultsOf, type KnobValues, restarts } from '../part';
import { type GuardId, guards } from '.';
import type { Guard, Suspects } from './guard';

beforeAll(onWasm);

type Table = readonly (readonly number[])[];
type Knobs = Readonly<Record<string, number | string>>;

/** A batch in plain numbers: anchors in pairs (0, 1), (2, 3), ..., then candidates of a source. */
interface Scene {
  readonly similarity: Table;
  readonly eligible: Table;
  readonly classes: readonly number[];
  /** Cosines as another encoder sees them. */
  readonly guide?: Table;
}

const partnerOf = (row: number): number => (row % 2 === 0 ? row + 1 : row - 1);

/** Pairs of points on the circle by their angles, and candidates behind them. */
function sceneOf(angles: readonly number[], classes: readonly number[], rows = angles.length) {
  const cosine = (a: number, b: number) =>
    Math.fround(Math.cos((((angles[a] as number) - (angles[b] as number)) * Math.PI) / 180));
  const table = (entry: (row: number, candidate: number) => number): Table =>
    Array.from({ length: rows }, (_, row) => angles.map((_angle, c) => entry(row, c)));
  return {
    similarity: table(cosine),
    eligible: table((row, c) => (c === row || c === partnerOf(row) ? 0 : 1)),
    classes,
  };
}

const SCENES: Readonly<Record<string, Scene>> = {
  'pairs on a circle': sceneOf([0, 30, 20, 95, 100, 200], [0, 0, 0, 0, 1, 1]),
  'candidates of a source behind the batch': sceneOf(
    [0, 30, 20, 95, 10, 12, 250],
    [0, 0, 1, 1, 0, 1, 2],
    4,
  ),
  'all embeddings equal': sceneOf([5, 5, 5, 5, 5, 5], [0, 0, 1, 1, 2, 2]),
};

function suspectsOf({ similarity, eligible, classes, guide }: Scene): Suspects {
  const on = (table: Table) => tf.tensor2d(table as number[][]);
  const positives = (table: Table) =>
    on(table.map((row, anchor) => [row[partnerOf(anchor)] as number]));
  const n = similarity.length;
  return {
    eligible: on(eligible),
    sameClass: on(
      similarity.map((row, a) => row.map((_, c) => (classes[a] === classes[c] ? 1 : 0))),
    ),
    similarity: on(similarity),
    positiveSimilarity: positives(similarity),
    valid: tf.ones([n, 1]),
    partner: (matrix) =>
      tf.gather(
        matrix,
        tf.tensor1d(
          Array.from({ length: n }, (_, row) => partnerOf(row)),
          'int32',
        ),
      ),
    guide: {
      similarity: on(guide ?? similarity),
      positiveSimilarity: positives(guide ?? similarity),
    },
  };
}

const tensorsOf = (guard: Guard, knobs: Knobs) =>
  Object.fromEntries(
    Object.entries({ ...defaultsOf(guard.knobs), ...knobs }).map(([name, value]) => {
      const knob = guard.knobs[name];
      return [name, knob && restarts(knob) ? value : tf.scalar(Number(value))];
    }),
  ) as never;

/** What a guard makes of a scene, in plain numbers. */
async function guarded(id: GuardId, scene: Scene, knobs: Knobs = {}) {
  const guard: Guard = guards[id];
  const suspects = suspectsOf(scene);
  const tensors = tensorsOf(guard, knobs);
  const attracted = guard.attracted?.(tf, suspects, tensors);
  return {
    allowed: (await guard.allowed(tf, suspects, tensors).array()) as number[][],
    attracted: attracted ? ((await attracted.array()) as number[][][]) : null,
    prior: guard.prior ? ((await guard.prior(tensors).data())[0] as number) : null,
  };
}

/** Candidates by their numbers, highest score first, ties by the lower index. */
const sorted = (scores: readonly number[], among: readonly number[]): number[] =>
  [...among].sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);

const eligibleOf = ({ eligible }: Scene, anchor: number): number[] =>
  (eligible[anchor] as number[]).flatMap((one, candidate) => (one === 1 ? [candidate] : []));

/** What each guard says it removes at its defaults, worked out by hand: candidates of an anchor. */
const REMOVES: Readonly<Record<GuardId, (scene: Scene, anchor: number) => readonly number[]>> = {
  none: () => [],
  debiased: () => [],
  oracle: (scene, anchor) =>
    eligibleOf(scene, anchor).filter((one) => scene.classes[one] === scene.classes[anchor]),
  threshold(scene, anchor) {
    const cosines = (scene.guide ?? scene.similarity)[anchor] as number[];
    const limit = cosines[partnerOf(anchor)] as number;
    const ranked = sorted(cosines, eligibleOf(scene, anchor));
    // The least similar one stays whatever it is.
    return ranked.slice(0, -1).filter((one) => (cosines[one] as number) > limit);
  },
  cancellation(scene, anchor) {
    const [own, other] = [anchor, partnerOf(anchor)].map(
      (row) => scene.similarity[row] as number[],
    );
    const support = (own as number[]).map((s, one) =>
      Math.max(s, (other as number[])[one] as number),
    );
    return sorted(support, eligibleOf(scene, anchor))
      .slice(0, 5)
      .filter((one) => (support[one] as number) > 0.7);
  },
};

/** Every guard under every option of its choices. */
const variants = (Object.keys(guards) as GuardId[]).flatMap((id) => {
  const knobs = guards[id].knobs as Record<string, { options?: object }>;
  const choices = Object.entries(knobs).flatMap(([name, knob]) =>
    Object.keys(knob.options ?? {}).map((option) => ({ [name]: option })),
  );
  return [{}, ...choices].map((choice) => ({
    name: `${id} ${JSON.stringify(choice)}`,
    id,
    choice,
  }));
});

describe.each(variants)('guard $name', ({ id, choice }) => {
  const guard: Guard = guards[id];
  const plain = { ...defaultsOf(guard.knobs), ...choice } as KnobValues<Guard['knobs']>;

  test.each(Object.entries(SCENES))(
    'among %s lets through no one who was not eligible',
    async (_name, scene) => {
      const { allowed, attracted } = await guarded(id, scene, choice);
      allowed.forEach((row, anchor) => {
        row.forEach((one, candidate) => {
          expect([0, 1]).toContain(one);
          if (scene.eligible[anchor]?.[candidate] === 0) expect(one).toBe(0);
        });
        const chosen = (attracted?.[anchor] ?? []).map((table) => {
          expect(table.filter((one) => one !== 0 && one !== 1)).toEqual([]);
          return table.flatMap((one, candidate) => (one === 1 ? [candidate] : []));
        });
        for (const one of chosen.flat()) {
          expect(scene.eligible[anchor]?.[one]).toBe(1);
          expect(row[one]).toBe(0);
        }
        expect(chosen.every((own) => own.length <= 1)).toBe(true);
        expect(new Set(chosen.flat()).size).toBe(chosen.flat().length);
      });
    },
  );

  test('promises as many new positives as it has tables for', async () => {
    const { attracted } = await guarded(id, SCENES['pairs on a circle'] as Scene, choice);
    expect(attracted?.[0]?.length ?? 0).toBe(guard.attracts?.(plain) ?? 0);
  });

  test('has nothing to say where no candidate is eligible', async () => {
    const scene = SCENES['pairs on a circle'] as Scene;
    const nobody = { ...scene, eligible: scene.eligible.map((row) => row.map(() => 0)) };
    const { allowed, attracted } = await guarded(id, nobody, choice);
    expect(allowed.flat().every((one) => one === 0)).toBe(true);
    expect((attracted ?? []).flat(2).every((one) => one === 0)).toBe(true);
  });

  test('takes a share between none and all of the candidates for false, or names them', async () => {
    const { prior } = await guarded(id, SCENES['pairs on a circle'] as Scene, choice);
    if (prior !== null) expect(prior >= 0 && prior < 1).toBe(true);
  });
});

describe.each(Object.keys(guards) as GuardId[])('guard %s', (id) => {
  test.each(Object.entries(SCENES))(
    'among %s removes just whom its sentence names',
    async (_name, scene) => {
      const { allowed } = await guarded(id, scene);
      const removed = allowed.map((row, anchor) =>
        eligibleOf(scene, anchor).filter((one) => row[one] === 0),
      );
      const named = allowed.map((_, anchor) =>
        [...REMOVES[id](scene, anchor)].sort((a, b) => a - b),
      );
      expect(removed).toEqual(named);
    },
  );
});

test('only the threshold guided by the momentum encoder asks for one', () => {
  const asking = variants.filter(({ id, choice }) =>
    (guards[id] as Guard).asksMomentumEncoder?.({
      ...defaultsOf(guards[id].knobs),
      ...choice,
    } as never),
  );
  expect(asking.map(({ name }) => name)).toEqual(['threshold {"guide":"momentum"}']);
});

describe('the similarity threshold', () => {
  /** One pair at cosine p, and candidates of a source at these cosines. */
  const pairAt = (p: number, ...others: number[]): Scene => ({
    similarity: [
      [1, p, ...others],
      [p, 1, ...others],
    ],
    eligible: [0, 1].map(() => [0, 0, ...others.map(() => 1)]),
    classes: [0, 0, ...others.map(() => 1)],
  });
  const left = async (scene: Scene, knobs: Knobs) =>
    (await guarded('threshold', scene, knobs)).allowed[0]?.slice(2);

  test('is strict: a candidate as similar as the positive stays', async () => {
    expect(await left(pairAt(0.5, 0.5, 0.75, 0.25), {})).toEqual([1, 0, 1]);
  });

  test('lies a margin below the positive, or a share of it, and below negative ones too', async () => {
    expect(await left(pairAt(0.5, 0.3, 0.2, 0.6), { guideMargin: 0.25 })).toEqual([0, 1, 0]);
    const relative = { guideMarginForm: 'relative', guideMargin: 0.5 };
    expect(await left(pairAt(0.5, 0.3, 0.2, 0.6), relative)).toEqual([0, 1, 0]);
    expect(await left(pairAt(-0.4, -0.5, -0.7, 0), relative)).toEqual([0, 1, 0]);
  });

  test('leaves the least similar candidates where fewer than wanted would remain', async () => {
    const scene = pairAt(0, 0.9, 0.3, 0.6, -0.5);
    expect(await left(scene, { guideLeaves: 0 })).toEqual([0, 0, 0, 1]);
    expect(await left(scene, { guideLeaves: 1 })).toEqual([0, 0, 0, 1]);
    expect(await left(scene, { guideLeaves: 3 })).toEqual([0, 1, 1, 1]);
    expect(await left(scene, { guideLeaves: 9 })).toEqual([1, 1, 1, 1]);
  });

  test('goes by the similarities of the guide, not by those of the encoder', async () => {
    const scene = { ...pairAt(0.5, 0.9, 0.1), guide: pairAt(0.5, 0.1, 0.9).similarity };
    expect(await left(scene, {})).toEqual([1, 0]);
  });

  test('holds for the least similar of several positives, and for no anchor without one', async () => {
    const suspects = suspectsOf(pairAt(0.5, 0.3, 0.7));
    const knobs = tensorsOf(guards.threshold, { guideLeaves: 0 });
    const positiveSimilarity = tf.tensor2d([
      [0.5, 0.2],
      [0.5, 0.2],
    ]);
    const many = async (valid: number[][]) => {
      const guide = { ...suspects.guide, positiveSimilarity };
      const seen = { ...suspects, guide, valid: tf.tensor2d(valid) };
      const allowed: Tensor2D = guards.threshold.allowed(tf, seen, knobs);
      return ((await allowed.array()) as number[][]).map((row) => row.slice(2));
    };
    const [both, first, none] = [
      [1, 1],
      [1, 0],
      [0, 0],
    ];
    expect(await many([both, first])).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect((await many([none, none]))[0]).toEqual([1, 1]);
  });
});

describe('false-negative cancellation', () => {
  const scene = SCENES['pairs on a circle'] as Scene;

  test('takes the support of the partner too: near either view is near enough', async () => {
    const knobs = { cancelMost: 1, cancelAbove: 0.9 };
    const { allowed } = await guarded(
      'cancellation',
      sceneOf([0, 90, 85, 200], [0, 0, 1, 1]),
      knobs,
    );
    expect(allowed[0]).toEqual([0, 0, 0, 1]);
  });

  test('finds at most as many as it may, and none below its threshold', async () => {
    const removed = async (knobs: Knobs) => {
      const { allowed } = await guarded('cancellation', scene, knobs);
      return allowed.map(
        (row, anchor) => eligibleOf(scene, anchor).length - row.filter(Boolean).length,
      );
    };
    expect(await removed({ cancelMost: 1, cancelAbove: 0 })).toEqual([1, 1, 1, 1, 1, 1]);
    expect(await removed({ cancelMost: 3, cancelAbove: 1 })).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('attracts whom elimination would only drop, nearest first', async () => {
    const knobs = { cancelMost: 2, cancelAbove: 0.5 };
    const dropped = await guarded('cancellation', scene, knobs);
    const pulled = await guarded('cancellation', scene, { ...knobs, cancelBy: 'attraction' });
    expect(dropped.attracted).toBeNull();
    expect(pulled.allowed).toEqual(dropped.allowed);
    pulled.attracted?.forEach((tables, anchor) => {
      const own = tables.flatMap((table) => (table.includes(1) ? [table.indexOf(1)] : []));
      const removed = eligibleOf(scene, anchor).filter(
        (one) => pulled.allowed[anchor]?.[one] === 0,
      );
      expect([...own].sort((a, b) => a - b)).toEqual(removed);
    });
    expect(pulled.attracted?.[0]?.map((table) => table.indexOf(1))).toEqual([2, -1]);
  });
});
