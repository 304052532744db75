import type { Tensor } from '@tensorflow/tfjs-core';
import { valuesOf } from '../tensors/inPlace';
import { tf } from '../tf';
import type { PictureNumbers } from './groups';

/** The same numbers under the same names, each made into something else. */
export function mapped<A, B>(
  numbers: PictureNumbers<A>,
  other: (one: A, name: string) => B,
): PictureNumbers<B> {
  const group = (name: string, one: Readonly<Record<string, A>>) =>
    Object.fromEntries(
      Object.entries(one).map(([key, value]) => [key, other(value, `${name} ${key}`)]),
    );
  return Object.fromEntries(
    Object.entries(numbers).map(([name, one]) => [name, one && group(name, one)]),
  ) as PictureNumbers<B>;
}

/** All of them in one row. */
export function listed<T>(numbers: PictureNumbers<T>): T[] {
  const all: T[] = [];
  mapped(numbers, (one) => all.push(one));
  return all;
}

/** Reads back what is on the device, and disposes it. */
export async function read(tensors: PictureNumbers<Tensor>): Promise<PictureNumbers<Float32Array>> {
  const under = new Map<string, Float32Array>();
  const reading: Promise<void>[] = [];
  mapped(tensors, (tensor, name) => {
    if (tensor.size > 0)
      reading.push(valuesOf(tensor).then((values) => void under.set(name, values)));
  });
  await Promise.all(reading);
  tf.dispose(listed(tensors));
  return mapped(tensors, (_, name) => under.get(name) ?? new Float32Array());
}
