import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenBackend, openBackend } from '../device/ladder';
import { wasmFiles } from '../device/wasmFiles';
import { bufferOf, webgpuInternals } from '../tensors/webgpuInternals';
import { tf } from '../tf';
import {
  batchOf,
  compare,
  composed,
  deviation,
  embeddingsOf,
  fused,
  type MakeHead,
  resultOf,
  semiHard,
  setUp,
} from './fusedHead.testing';
import type { LiveKnobs } from './liveKnobs';
import type { Plan } from './plan';

const gpuErrors: string[] = [];
let backend: OpenBackend;
beforeAll(async () => {
  const onGpuError = (message: string) => void gpuErrors.push(message);
  backend = await openBackend({ forced: 'webgpu', wasmFiles, onGpuError });
});
afterAll(() => {
  backend.close();
  expect(gpuErrors).toEqual([]);
});

test('buffers full of garbage change no bit of the result', async () => {
  const { plan, knobs, dispose } = setUp(
    { ...semiHard, guard: 'oracle', selection: 'random' },
    [3, 4],
    { distance: 'euclidean' },
  );
  const batch = batchOf(plan, 'fresh');
  const points = tf.tensor2d(embeddingsOf('fresh', 12, 5), [12, 5]);
  const result = () => resultOf(fused, plan, knobs, batch, points);
  const clean = await result();
  const { device, bufferManager } = webgpuInternals();
  const acquire = bufferManager.acquireBuffer;
  let filled = 0;
  bufferManager.acquireBuffer = (size, usage, ...others) => {
    const buffer = acquire.call(bufferManager, size, usage, ...others);
    if (usage & GPUBufferUsage.STORAGE && buffer.mapState === 'unmapped') {
      device.queue.writeBuffer(buffer, 0, new Float32Array(size / 4).fill(Number.NaN));
      filled++;
    }
    return buffer;
  };
  const soiled = await result();
  bufferManager.acquireBuffer = acquire;
  expect(filled).toBeGreaterThan(8);
  expect(soiled).toEqual(clean);
  dispose();
});

test('a turned knob acts at once, without a new shader', async () => {
  const { plan, knobs, recipe, dispose } = setUp(semiHard, [6, 4], { margin: 0.2 });
  const { pipelineCache } = webgpuInternals();
  const shaders = () => Object.keys(pipelineCache).filter((code) => code.includes('struct Sizes'));
  const narrow = await compare(plan, knobs, 'collapsed', 8, 'margin 0.2');
  const before = shaders();
  knobs.set({ ...recipe, knobs: { ...recipe.knobs, margin: 1, k: 5 } });
  const wide = await compare(plan, knobs, 'collapsed', 8, 'margin 1');
  expect([narrow.value?.[0], wide.value?.[0]].map((value) => (value ?? 0) / 3)).toEqual([
    expect.closeTo(0.2, 6),
    expect.closeTo(1, 6),
  ]);
  expect(shaders()).toEqual(before);
  dispose();
});

test('its dispatches, recorded and replayed, follow the embeddings, the classes and the knobs', async () => {
  const { plan, knobs, recipe, dispose } = setUp({ ...semiHard, selection: 'random' }, [3, 4]);
  const backend = webgpuInternals();
  const { device } = backend;
  const [before, after] = [batchOf(plan, 'fresh'), batchOf(plan, 'fresh')];
  const points = [0, 1].map(() => tf.tensor2d(embeddingsOf('fresh', 12, 5), [12, 5]));
  const draws = before.uniform('selection', [12, 3, 12]);
  const recorded: (() => void)[] = [];
  let pass: GPUComputePassEncoder;
  const { prototype } = GPUComputePassEncoder;
  const { setPipeline, setBindGroup, dispatchWorkgroups } = prototype;
  prototype.setPipeline = function (pipeline) {
    recorded.push(() => setPipeline.call(pass, pipeline));
    return setPipeline.call(this, pipeline);
  };
  prototype.setBindGroup = function (...given: unknown[]) {
    recorded.push(() => Reflect.apply(setBindGroup, pass, given));
    return Reflect.apply(setBindGroup, this, given);
  };
  prototype.dispatchWorkgroups = function (...size) {
    recorded.push(() => dispatchWorkgroups.apply(pass, size));
    return dispatchWorkgroups.apply(this, size);
  };
  const shares: Tensor[] = [];
  const { value, grad } = tf.valueAndGrad((embeddings: Tensor) => {
    const batch = { ...before, uniform: () => draws };
    const head = fused(plan, embeddings as Tensor2D, batch, knobs);
    shares.push(tf.keep(head?.shares as Tensor));
    return head?.loss as Scalar;
  })(points[0] as Tensor2D);
  Object.assign(prototype, { setPipeline, setBindGroup, dispatchWorkgroups });

  // Reading anything submits what was encoded.
  await draws.data();
  const fresh = after.uniform('selection', [12, 3, 12]);
  const { margin, k } = knobs.all as unknown as Record<'margin' | 'k', Tensor>;
  const changes: [Tensor, ArrayLike<number>][] = [
    [points[0] as Tensor, await (points[1] as Tensor).data()],
    [before.sameClass, await after.sameClass.data()],
    [draws, await fresh.data()],
    [margin, [0.7]],
    [k, [3]],
  ];
  for (const [tensor, values] of changes)
    device.queue.writeBuffer(bufferOf(backend, tensor), 0, Float32Array.from(values));
  const encoder = device.createCommandEncoder();
  pass = encoder.beginComputePass();
  for (const again of recorded) again();
  pass.end();
  device.queue.submit([encoder.finish()]);

  const wanted = setUp({ ...semiHard, selection: 'random' }, [3, 4], {
    ...recipe.knobs,
    margin: 0.7,
    k: 3,
  });
  const expected = await resultOf(
    composed,
    wanted.plan,
    wanted.knobs,
    after,
    points[1] as Tensor2D,
  );
  const read = async (tensor: Tensor) => (await tensor.data()) as Float32Array;
  const triple = (numbers: Float32Array) => numbers.map((number) => 3 * number);
  expect(deviation(triple(await read(value)), expected?.value as Float32Array)).toBeLessThan(1e-5);
  expect(deviation(triple(await read(grad)), expected?.gradient as Float32Array)).toBeLessThan(
    1e-4,
  );
  expect(deviation(await read(shares[0] as Tensor), expected?.shares as Float32Array)).toBeLessThan(
    1e-5,
  );
  wanted.dispose();
  dispose();
});

test.each(['triplet', 'ntXent', 'contrastive'])(
  'an embedding that is no number makes the loss of %s no number',
  async (loss) => {
    const { plan, knobs, dispose } = setUp({ ...semiHard, loss }, [3, 2]);
    const values = embeddingsOf('fresh', 6, 3).fill(Number.NaN, 4, 5);
    const points = tf.tensor2d(values, [6, 3]);
    const result = await resultOf(fused, plan, knobs, batchOf(plan, 'fresh'), points);
    expect(result?.value?.[0]).toBeNaN();
    dispose();
  },
);

describe('cost', () => {
  const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
  let dispatches = 0;
  beforeAll(() => {
    GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...size) {
      dispatches++;
      return dispatchWorkgroups.apply(this, size);
    };
  });
  afterAll(() => {
    GPUComputePassEncoder.prototype.dispatchWorkgroups = dispatchWorkgroups;
  });

  test('loss, shares and gradient take four dispatches and leave no tensor behind', () => {
    const { plan, knobs, dispose } = setUp(semiHard, [6, 4]);
    const batch = batchOf(plan, 'fresh');
    const points = tf.tensor2d(embeddingsOf('fresh', 24, 8), [24, 8]);
    const upstream = tf.scalar(1);
    const count = (make: MakeHead) => {
      const before = tf.memory().numTensors;
      dispatches = 0;
      tf.tidy(() => {
        tf.grad((embeddings) => make(plan, embeddings as Tensor2D, batch, knobs)?.loss as Scalar)(
          points,
          upstream,
        );
      });
      expect(tf.memory().numTensors).toBe(before);
      return dispatches;
    };
    expect(count(fused)).toBe(4);
    expect(count(composed)).toBeGreaterThan(60);
    dispose();
  });
});

describe('what has no shader is left to be composed', () => {
  const made = (plan: Plan, knobs: LiveKnobs, d = 4) =>
    fused(plan, tf.zeros([plan.n, d]), batchOf(plan, 'fresh'), knobs);

  test('the hardest positive under the oracle would take nine buffers', () => {
    const { plan, knobs, dispose } = setUp({ ...semiHard, guard: 'oracle' }, [3, 2], {
      pairing: 'hardest',
    });
    expect(made(plan, knobs)).toBeNull();
    dispose();
  });

  test('more dimensions than a workgroup has threads', () => {
    const { plan, knobs, dispose } = setUp(semiHard, [3, 2]);
    expect(made(plan, knobs, 65)).toBeNull();
    expect(made(plan, knobs, 64)).not.toBeNull();
    dispose();
  });

  test.each(['source', 'guard', 'selection', 'loss'])('a %s that it does not know', (kind) => {
    const { plan, knobs, dispose } = setUp(semiHard, [3, 2]);
    const other = { ...plan, [kind]: { ...plan[kind as 'loss'] } };
    expect(made(other, knobs)).toBeNull();
    dispose();
  });
});
