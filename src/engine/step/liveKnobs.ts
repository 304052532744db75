import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import { type Knobs, type KnobTensors, type KnobValue, restarts } from '../../parts/part';
import { knobsOf, type Recipe } from '../../recipe/recipe';
import { rewritten } from '../tensors/inPlace';
import { tf } from '../tf';

/** The knobs of a recipe as its parts take them: live numbers as scalars on the device. */
export class LiveKnobs {
  private scalars: Record<string, Scalar> = {};
  private values: Readonly<Record<string, KnobValue>> = {};

  /** Puts the values of a recipe on the device; those that did not change stay as they are. */
  set(recipe: Recipe) {
    const own = knobsOf(recipe.parts);
    for (const [name, value] of Object.entries(recipe.knobs)) {
      const knob = own[name];
      if (!knob || restarts(knob) || this.values[name] === value) continue;
      const known = this.scalars[name];
      this.scalars[name] = known
        ? rewritten(known, Float32Array.of(value as number))
        : tf.keep(tf.scalar(value as number));
    }
    this.values = recipe.knobs;
  }

  /** What a part destructures: scalars for live numbers, plain values for the others. */
  get all(): KnobTensors<Knobs> {
    return { ...this.values, ...this.scalars };
  }

  /** The scalars alone. */
  get tensors(): Tensor[] {
    return Object.values(this.scalars);
  }

  dispose() {
    tf.dispose(this.tensors);
    this.scalars = {};
    this.values = {};
  }
}
