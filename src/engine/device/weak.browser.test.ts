import { afterEach, expect, test, vi } from 'vitest';
import { optimizers } from '../../parts/optimizers';
import { readLink } from '../../recipe/link';
import { numbered, type Recipe } from '../../recipe/recipe';
import { spirals } from '../behaviour/spirals.testing';
import { Lanes } from '../lanes/lanes';
import { takePictures } from '../picture/take';
import { tf } from '../tf';
import { type OpenBackend, openBackend } from './ladder';
import { selfTest } from './selfTest';
import { wasmFiles } from './wasmFiles';
import { weakenAdapters } from './weak.testing';

let opened: OpenBackend | undefined;
const undo: (() => void)[] = [];
afterEach(() => {
  opened?.close();
  opened = undefined;
  for (const one of undo.splice(0)) one();
  vi.restoreAllMocks();
});

const TINY = 'data=points&encoder=mlp&width=8&layers=2&samples=3&classes=3&embedding=3';

/** Losses of five steps of these lanes, and a picture of them. */
async function trained(recipes: readonly Recipe[]) {
  const lanes = new Lanes(await spirals());
  lanes.set(numbered(recipes));
  const { isReplayed } = await lanes.capture();
  for (let step = 0; step < 5; step++) lanes.trainStep();
  const losses = [];
  for (const lane of lanes.all)
    losses.push((await lanes.readMeasured(lane)).map(({ values }) => values.loss));
  const { pictures } = await takePictures(lanes, 0);
  await Promise.all(pictures.map(({ numbers }) => numbers));
  lanes.dispose();
  return { isReplayed, losses };
}

const recipesOf = (...links: string[]): Recipe[] =>
  links.map((link) => readLink(`${TINY}&${link}`).recipes[0] as Recipe);

test('a GPU with no more than WebGPU promises trains every optimizer by replay, to the losses of a larger one', async () => {
  const recipes = recipesOf(...Object.keys(optimizers).map((id) => `optimizer=${id}`));
  opened = await openBackend({ forced: 'webgpu', wasmFiles });
  expect(opened.device?.limits.maxStorageBuffersPerShaderStage).toBe(10);
  const larger = await trained(recipes);
  opened.close();

  undo.push(weakenAdapters());
  const onGpuError = vi.fn();
  opened = await openBackend({ forced: 'webgpu', wasmFiles, onGpuError });
  const { limits, features } = opened.device as GPUDevice;
  expect(limits.maxStorageBuffersPerShaderStage).toBe(8);
  expect([features.has('subgroups'), features.has('timestamp-query')]).toEqual([false, false]);
  await selfTest();
  expect(await trained(recipes)).toEqual(larger);
  expect(larger.isReplayed).toBe(true);
  expect(larger.losses.flat().every(Number.isFinite)).toBe(true);
  expect(onGpuError).not.toHaveBeenCalled();
});

test('a WebGL with the smallest textures that its standard allows trains to the losses of wasm', async () => {
  const { getParameter } = WebGL2RenderingContext.prototype;
  const smallest = new Map<number, unknown>([
    [WebGL2RenderingContext.MAX_TEXTURE_SIZE, 2048],
    [WebGL2RenderingContext.MAX_VIEWPORT_DIMS, new Int32Array([2048, 2048])],
    [WebGL2RenderingContext.MAX_TEXTURE_IMAGE_UNITS, 16],
    [WebGL2RenderingContext.MAX_COMBINED_TEXTURE_IMAGE_UNITS, 32],
  ]);
  vi.spyOn(WebGL2RenderingContext.prototype, 'getParameter').mockImplementation(function (
    this: WebGL2RenderingContext,
    name,
  ) {
    return smallest.get(name) ?? getParameter.call(this, name);
  });
  const recipes = recipesOf('selection=hardest', 'loss=ntXent');
  opened = await openBackend({ forced: 'webgl', wasmFiles });
  expect(opened.name).toBe('webgl');
  await selfTest();
  const onWebgl = await trained(recipes);
  expect(tf.env().getNumber('WEBGL_MAX_TEXTURE_SIZE')).toBe(2048);
  expect(tf.env().getNumber('WEBGL_MAX_TEXTURES_IN_SHADER')).toBe(16);
  opened.close();
  opened = await openBackend({ forced: 'wasm', wasmFiles });
  const onWasm = await trained(recipes);
  for (const [lane, losses] of onWasm.losses.entries())
    for (const [step, loss] of losses.entries())
      expect(onWebgl.losses[lane]?.[step]).toBeCloseTo(loss, 4);
  expect(onWasm.losses.flat()).toHaveLength(10);
});

test('a WebGL that computes in 16 bits only is passed over, and the reason says so', async () => {
  const { getExtension } = WebGL2RenderingContext.prototype;
  vi.spyOn(WebGL2RenderingContext.prototype, 'getExtension').mockImplementation(function (
    this: WebGL2RenderingContext,
    name: unknown,
  ) {
    return name === 'EXT_color_buffer_float' ? null : getExtension.call(this, name as never);
  });
  // What TensorFlow.js found out about the context before.
  tf.env().reset();
  opened = await openBackend({ forced: 'webgl', wasmFiles });
  expect(opened.name).toBe('wasm');
  expect(opened.reason).toMatch(/WebGL computes in 16 bits only/);
});
