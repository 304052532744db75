// One pass over all weights. The operations are those of the plain optimizers, one by one, so that
// the numbers are the same to the last bit.
#include "simd.h"

EXPORT(adamUpdate)(const float *weights, const float *gradient, const float *mean,
                   const float *square, float *nextWeights, float *nextMean, float *nextSquare,
                   int count, float learningRate, float beta1, float beta2, float epsilon,
                   float weightDecay, float nextPower1, float nextPower2) {
  float rest1 = 1 - beta1, rest2 = 1 - beta2;
  float correction1 = 1 - nextPower1, correction2 = 1 - nextPower2;
  int i = 0;
  ROLLED for (; i + LANES <= count; i += LANES) {
    floats weight = load(weights + i), oldMean = load(mean + i), oldSquare = load(square + i);
    floats slope = add(load(gradient + i), multiply(weight, splat(weightDecay)));
    floats newMean = add(oldMean, multiply(subtract(slope, oldMean), splat(rest1)));
    floats newSquare =
        add(oldSquare, multiply(subtract(multiply(slope, slope), oldSquare), splat(rest2)));
    floats root = wasm_f32x4_sqrt(divide(newSquare, splat(correction2)));
    floats step = divide(divide(newMean, splat(correction1)), add(root, splat(epsilon)));
    store(nextWeights + i, subtract(weight, multiply(step, splat(learningRate))));
    store(nextMean + i, newMean);
    store(nextSquare + i, newSquare);
  }
  ROLLED for (; i < count; i++) {
    float slope = gradient[i] + weights[i] * weightDecay;
    nextMean[i] = mean[i] + (slope - mean[i]) * rest1;
    nextSquare[i] = square[i] + (slope * slope - square[i]) * rest2;
    float root = __builtin_sqrtf(nextSquare[i] / correction2);
    nextWeights[i] = weights[i] - nextMean[i] / correction1 / (root + epsilon) * learningRate;
  }
}

EXPORT(sgdUpdate)(const float *weights, const float *gradient, const float *speed,
                  float *nextWeights, float *nextSpeed, int count, float learningRate,
                  float momentum, float weightDecay, int nesterov) {
  int i = 0;
  ROLLED for (; i + LANES <= count; i += LANES) {
    floats weight = load(weights + i);
    floats slope = add(load(gradient + i), multiply(weight, splat(weightDecay)));
    floats newSpeed = add(multiply(load(speed + i), splat(momentum)), slope);
    floats step = nesterov ? add(slope, multiply(newSpeed, splat(momentum))) : newSpeed;
    store(nextWeights + i, subtract(weight, multiply(step, splat(learningRate))));
    store(nextSpeed + i, newSpeed);
  }
  ROLLED for (; i < count; i++) {
    float slope = gradient[i] + weights[i] * weightDecay;
    nextSpeed[i] = speed[i] * momentum + slope;
    float step = nesterov ? slope + nextSpeed[i] * momentum : nextSpeed[i];
    nextWeights[i] = weights[i] - step * learningRate;
  }
}

// to [0] = the root of the sum of squares, in four sums side by side; NaN if a number is.
EXPORT(lengthOf)(const float *from, int count, float *to) {
  floats sums = ZERO;
  int i = 0;
  ROLLED for (; i + LANES <= count; i += LANES) {
    floats values = load(from + i);
    sums = add(sums, multiply(values, values));
  }
  float sum = wasm_f32x4_extract_lane(sums, 0) + wasm_f32x4_extract_lane(sums, 1) +
              wasm_f32x4_extract_lane(sums, 2) + wasm_f32x4_extract_lane(sums, 3);
  ROLLED for (; i < count; i++) sum += from[i] * from[i];
  to[0] = __builtin_sqrtf(sum);
}
