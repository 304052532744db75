import { afterEach, describe, expect, test } from 'vitest';
import { NodeRun } from '../../engine/run/inNode';
import { tf } from '../../engine/tf';
import { readLink } from '../../recipe/link';
import { withKnob, withPart } from '../../recipe/recipe';
import { sources } from '.';

let run: NodeRun;
afterEach(() => run.close());

const POINTS = 'data=points&encoder=mlp&width=16';
const EXPERIMENTS = {
  'triplets by label': `${POINTS}&classes=6&samples=3`,
  'InfoNCE by label, one way': `${POINTS}&classes=6&samples=2&loss=infoNce&selection=all`,
  'NT-Xent of two views':
    'data=digits&encoder=mlp&width=16&positives=views&pairs=8&loss=ntXent&selection=all',
};

/** Knobs with which everything a source does happens within twenty steps. */
const SOON = { warmUp: 5, refreshEvery: 10, queueSize: 64, memorySize: 64, mixedFrom: 8 };

describe.each(Object.keys(sources))('source %s', (source) => {
  test.each(Object.entries(EXPERIMENTS))(
    'trains %s for 20 steps and leaves nothing behind',
    async (_, link) => {
      const { recipes } = readLink(link);
      const recipe = Object.entries(SOON).reduce(
        (result, [name, value]) => withKnob(result, name, value),
        withPart(recipes[0] as (typeof recipes)[number], 'source', source),
      );
      expect(recipe.parts.source).toBe(source);
      run = new NodeRun();
      expect(await run.open([recipe]), JSON.stringify(run.reports.at(-1))).toBe('done');
      expect(await run.step(10), JSON.stringify(run.reports.at(-1))).toBe('done');
      const before = tf.memory().numTensors;
      expect(await run.step(10), JSON.stringify(run.reports.at(-1))).toBe('done');
      expect(tf.memory().numTensors).toBe(before);
      const losses = run.losses(0);
      expect(losses).toHaveLength(20);
      expect(losses.every(Number.isFinite)).toBe(true);
      expect(losses.slice(10).some((loss) => loss > 0)).toBe(true);
      expect(Object.values(run.picture(0).measures).every(Number.isFinite)).toBe(true);
    },
  );
});
