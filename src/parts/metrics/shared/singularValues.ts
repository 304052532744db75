/** Sweeps after which columns are at right angles to the last bit; six to ten do in practice. */
const MAX_SWEEPS = 50;

/**
 * Singular values of rows [n, d], largest first, [min(n, d)]; d up to about 64. Triangular form by
 * modified Gram-Schmidt, then one-sided Jacobi rotations: unlike the roots of the eigenvalues of
 * the products of columns, small ones are exact to rounding of the largest.
 */
export function singularValues(
  values: Float32Array | Float64Array,
  n: number,
  d: number,
): Float64Array {
  const columns = triangular(values, n, d);
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let turned = false;
    for (let p = 0; p < d - 1; p++)
      for (let q = p + 1; q < d; q++)
        if (turn(columns[p] as Float64Array, columns[q] as Float64Array)) turned = true;
    if (!turned) break;
  }
  return Float64Array.from(columns, (column) => Math.sqrt(dot(column, column)))
    .sort()
    .reverse()
    .slice(0, Math.min(n, d));
}

/** Columns of the triangular matrix R of rows = Q R: d columns of length d. */
function triangular(values: Float32Array | Float64Array, n: number, d: number): Float64Array[] {
  const left = Array.from({ length: d }, (_, axis) =>
    Float64Array.from({ length: n }, (_, item) => values[item * d + axis] as number),
  );
  const result = Array.from({ length: d }, () => new Float64Array(d));
  left.forEach((column, axis) => {
    const length = Math.sqrt(dot(column, column));
    (result[axis] as Float64Array)[axis] = length;
    if (length === 0) return;
    for (let item = 0; item < n; item++) column[item] = (column[item] as number) / length;
    for (let other = axis + 1; other < d; other++) {
      const rest = left[other] as Float64Array;
      const along = dot(column, rest);
      (result[other] as Float64Array)[axis] = along;
      for (let item = 0; item < n; item++)
        rest[item] = (rest[item] as number) - along * (column[item] as number);
    }
  });
  return result;
}

/** Turns two columns within their plane until they are at right angles; false if they were. */
function turn(a: Float64Array, b: Float64Array): boolean {
  const [aa, bb, ab] = [dot(a, a), dot(b, b), dot(a, b)];
  if (Math.abs(ab) <= 1e-15 * Math.sqrt(aa * bb)) return false;
  const zeta = (bb - aa) / (2 * ab);
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = cosine * tangent;
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as number, b[i] as number];
    a[i] = cosine * x - sine * y;
    b[i] = sine * x + cosine * y;
  }
  return true;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
