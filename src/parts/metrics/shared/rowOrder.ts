/** Indices of rows [n, d] in the order of their coordinates, the first one first; equal rows tie. */
export function rowOrder(values: Float32Array | Float64Array, n: number, d: number): Int32Array {
  return Int32Array.from({ length: n }, (_, item) => item).sort((a, b) => {
    for (let axis = 0; axis < d; axis++) {
      const difference = (values[a * d + axis] as number) - (values[b * d + axis] as number);
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}
