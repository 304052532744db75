import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { AttributesOf, KernelName, OwnKernels } from '../../parts/kernels';

/** What TensorFlow.js hands a kernel. */
export interface Arguments<Inputs, Attributes, Backend> {
  readonly inputs: Inputs;
  readonly attrs: Attributes;
  readonly backend: Backend;
}

/** Tensors as kernels see them. */
type Infos<Tensors> = { readonly [name in keyof Tensors]: TensorInfo };

/** What a kernel of our own is handed on a backend. */
export type OwnArguments<N extends KernelName, Backend> = Arguments<
  Infos<OwnKernels[N]['inputs']>,
  AttributesOf<N>,
  Backend
>;

/** What it returns: a tensor, or several. */
export type OwnResult<N extends KernelName> = OwnKernels[N]['result'] extends readonly unknown[]
  ? TensorInfo[]
  : TensorInfo;

/** All kernels of our own on a backend, by name. */
export type KernelsOn<Backend> = {
  readonly [N in KernelName]: (args: OwnArguments<N, Backend>) => OwnResult<N>;
};

/** What a kernel that stands in for one of TensorFlow.js's own is handed. */
export type StockArguments<Input extends string, Attributes, Backend> = Arguments<
  Readonly<Record<Input, TensorInfo>>,
  Attributes,
  Backend
>;
