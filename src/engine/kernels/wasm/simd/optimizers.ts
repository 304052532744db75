import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmInternals } from '../../../tensors/wasmInternals';
import { BROKEN_NORM } from '../../webgpu/gradientNorm';
import { floatsOf, type KernelArguments } from '../heap';
import { addressOf, moduleOf } from './module';

const numberOf = (backend: WasmInternals, scalar: TensorInfo): number =>
  floatsOf(backend, scalar)[0][0] as number;

const sizeOf = ({ shape }: TensorInfo): number => shape.reduce((product, one) => product * one, 1);

function scalarOf(backend: WasmInternals, value: number): TensorInfo {
  const scalar = backend.makeOutput([], 'float32');
  floatsOf(backend, scalar)[0][0] = value;
  return scalar;
}

type AdamKnob = 'learningRate' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay';
type AdamState = 'mean' | 'square' | 'power1' | 'power2';

/**
 * `AdamUpdate`: one step of Adam on all weights end to end, [weights]; gives new weights, mean,
 * square, power1 and power2, and leaves the old ones as they are. One pass.
 */
export function adamUpdate({ inputs, backend }: KernelArguments<'AdamUpdate'>): TensorInfo[] {
  const { weights, gradient, mean, square } = inputs;
  const number = (name: AdamKnob | AdamState) => numberOf(backend, inputs[name]);
  const powers = [
    Math.fround(number('power1') * number('beta1')),
    Math.fround(number('power2') * number('beta2')),
  ];
  const next = [weights, mean, square].map(({ shape }) => backend.makeOutput(shape, 'float32'));
  moduleOf(backend).adamUpdate(
    ...[weights, gradient, mean, square, ...next].map((tensor) => addressOf(backend, tensor)),
    sizeOf(weights),
    ...(['learningRate', 'beta1', 'beta2', 'epsilon', 'weightDecay'] as const).map(number),
    ...powers,
  );
  return [...next, ...powers.map((power) => scalarOf(backend, power))];
}

/** `SgdUpdate`: one step of gradient descent with momentum; gives new weights and speed. One pass. */
export function sgdUpdate({
  inputs,
  attrs: { nesterov },
  backend,
}: KernelArguments<'SgdUpdate'>): TensorInfo[] {
  const { weights, gradient, speed } = inputs;
  const next = [weights, speed].map(({ shape }) => backend.makeOutput(shape, 'float32'));
  moduleOf(backend).sgdUpdate(
    ...[weights, gradient, speed, ...next].map((tensor) => addressOf(backend, tensor)),
    sizeOf(weights),
    ...(['learningRate', 'momentum', 'weightDecay'] as const).map((name) =>
      numberOf(backend, inputs[name]),
    ),
    Number(nesterov),
  );
  return next;
}

/**
 * `GradientNorm`: the length of a gradient, as a scalar; `BROKEN_NORM` if a number in it is NaN or
 * infinite, or if the sum of squares is.
 */
export function gradientNorm({
  inputs: { gradient },
  backend,
}: KernelArguments<'GradientNorm'>): TensorInfo {
  const norm = backend.makeOutput([], 'float32');
  const to = addressOf(backend, norm);
  moduleOf(backend).lengthOf(addressOf(backend, gradient), sizeOf(gradient), to);
  const [value] = floatsOf(backend, norm);
  if (!Number.isFinite(value[0])) value[0] = BROKEN_NORM;
  return norm;
}
