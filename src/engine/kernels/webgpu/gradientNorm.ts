import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelArguments, run, vectorFor, widthOf } from './program';

/** What `GradientNorm` gives for a gradient with a number in it that is none: no norm is as large. */
export const BROKEN_NORM = 3e38;

/** As many as every device allows: one workgroup does it all. */
const THREADS = 256;

/** The bits of an exponent; all of them are set in NaN and infinities only. */
const EXPONENT = '0x7f800000u';

/**
 * `GradientNorm`: the root of the sum of squares of a gradient, as a scalar; `BROKEN_NORM` if a
 * number in it is NaN or infinite, or if the sum is. That is told by its bits, because shaders may
 * take every number for finite: `sigmoid(NaN)` is 0 on this backend. One dispatch.
 */
export function gradientNorm({
  inputs: { gradient },
  backend,
}: KernelArguments<'GradientNorm'>): TensorInfo {
  const size = gradient.shape.reduce((product, one) => product * one, 1);
  const floats = vectorFor(size);
  const vector = floats === 'f32' ? 'u32' : 'vec4<u32>';
  // any() of a single boolean is valid WGSL, but some Chromium versions compile it to invalid SPIR-V.
  const isAnyOf = floats === 'f32' ? '' : 'any';
  const [norm] = run(backend, {
    name: 'GradientNorm',
    inputs: { gradient: [gradient, vector] },
    outputs: { norm: [[], 'f32'] },
    size: { workgroups: 1 },
    workgroupSize: THREADS,
    declarations: `
      var<workgroup> sums : array<f32, ${THREADS}>;
      var<workgroup> broken : array<u32, ${THREADS}>;`,
    body: `
      var sum = 0.0;
      var isBroken = false;
      for (var i = local; i < uniforms.gradientSize / ${widthOf(vector)}; i += ${THREADS}) {
        let bits = gradient[i];
        isBroken = isBroken || ${isAnyOf}((bits & ${vector}(${EXPONENT})) == ${vector}(${EXPONENT}));
        let value = bitcast<${floats}>(bits);
        sum += ${floats === 'f32' ? 'value * value' : 'dot(value, value)'};
      }
      sums[local] = sum;
      broken[local] = u32(isBroken);
      workgroupBarrier();
      for (var half = ${THREADS / 2}; half > 0; half /= 2) {
        if (local < half) {
          sums[local] += sums[local + half];
          broken[local] |= broken[local + half];
        }
        workgroupBarrier();
      }
      if (local == 0) {
        let overflows = (bitcast<u32>(sums[0]) & ${EXPONENT}) == ${EXPONENT};
        norm[0] = select(sqrt(sums[0]), ${BROKEN_NORM}, overflows || broken[0] != 0u);
      }`,
  });
  return norm as TensorInfo;
}
