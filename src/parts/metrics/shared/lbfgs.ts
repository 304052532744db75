/** A smooth function: its value at `x`; writes its gradient there into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

/** How many past steps describe the curvature. */
const MEMORY = 10;
const MAX_STEPS = 200;
/** Share of the decrease that the slope promises which a step has to bring. */
const SUFFICIENT = 1e-4;

/**
 * Where a convex function has its minimum: L-BFGS (Liu and Nocedal 1989,
 * https://doi.org/10.1007/BF01589116) with steps halved until they pay, from `start`, until no
 * entry of the gradient exceeds `tolerance` or steps no longer pay. Deterministic.
 */
export function minimise(objective: Objective, start: Float64Array, tolerance: number) {
  let x = Float64Array.from(start);
  let gradient = new Float64Array(x.length);
  let value = objective(x, gradient);
  const past: { step: Float64Array; change: Float64Array; curvature: number }[] = [];
  for (let count = 0; count < MAX_STEPS && largest(gradient) > tolerance; count++) {
    const direction = downhill(gradient, past);
    const slope = dot(direction, gradient);
    let length = past.length > 0 ? 1 : 1 / Math.sqrt(dot(gradient, gradient));
    const nextGradient = new Float64Array(x.length);
    const at = () => x.map((from, i) => from + length * (direction[i] as number));
    let next = at();
    let nextValue = objective(next, nextGradient);
    while (!(nextValue <= value + SUFFICIENT * length * slope) && length > 1e-12) {
      length /= 2;
      next = at();
      nextValue = objective(next, nextGradient);
    }
    if (!(nextValue < value)) break;
    const step = next.map((to, i) => to - (x[i] as number));
    const change = nextGradient.map((to, i) => to - (gradient[i] as number));
    const curvature = dot(step, change);
    if (curvature > 0) past.push({ step, change, curvature });
    if (past.length > MEMORY) past.shift();
    [x, gradient, value] = [next, nextGradient, nextValue];
  }
  return x;
}

/** The direction of Newton's step as the past steps have the curvature: the two-loop recursion. */
function downhill(
  gradient: Float64Array,
  past: readonly { step: Float64Array; change: Float64Array; curvature: number }[],
): Float64Array {
  const direction = gradient.map((slope) => -slope);
  const shares = past.map(() => 0);
  for (let i = past.length - 1; i >= 0; i--) {
    const { step, change, curvature } = past[i] as (typeof past)[number];
    shares[i] = dot(step, direction) / curvature;
    add(direction, change, -(shares[i] as number));
  }
  const last = past.at(-1);
  if (last) {
    const scale = last.curvature / dot(last.change, last.change);
    for (let i = 0; i < direction.length; i++) direction[i] = scale * (direction[i] as number);
  }
  past.forEach(({ step, change, curvature }, i) => {
    add(direction, step, (shares[i] as number) - dot(change, direction) / curvature);
  });
  return direction;
}

function add(to: Float64Array, what: Float64Array, times: number) {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] as number) + times * (what[i] as number);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

const largest = (values: Float64Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
