/** Sweeps after which a symmetric matrix is diagonal to the last bit; six to ten do in practice. */
const MAX_SWEEPS = 50;

/**
 * Eigenvalues of a symmetric matrix [d, d], largest first, and the unit eigenvector of each,
 * [d, d] row by row, by cyclic Jacobi rotations: slow for large d, but exact, deterministic, and
 * at right angles even where eigenvalues are equal. Equal eigenvalues keep the order of their
 * coordinates.
 */
export function eigenOfSymmetric(matrix: Float64Array, d: number) {
  const a = Float64Array.from(matrix);
  const vectors = Float64Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? 1 : 0));
  const scale = a.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < MAX_SWEEPS && offDiagonal(a, d) > 1e-30 * scale; sweep++)
    for (let p = 0; p < d - 1; p++) for (let q = p + 1; q < d; q++) rotate(a, vectors, d, p, q);
  const diagonal = (i: number) => a[i * (d + 1)] as number;
  const order = Array.from({ length: d }, (_, i) => i).sort(
    (i, j) => diagonal(j) - diagonal(i) || i - j,
  );
  return {
    values: Float64Array.from(order, diagonal),
    vectors: Float64Array.from(order.flatMap((i) => [...vectors.subarray(i * d, (i + 1) * d)])),
  };
}

/** Sum of the squares above the diagonal. */
function offDiagonal(a: Float64Array, d: number): number {
  let sum = 0;
  for (let p = 0; p < d; p++) for (let q = p + 1; q < d; q++) sum += (a[p * d + q] as number) ** 2;
  return sum;
}

/** Turns coordinates p and q so that the entry between them becomes 0. */
function rotate(a: Float64Array, vectors: Float64Array, d: number, p: number, q: number) {
  const between = a[p * d + q] as number;
  if (between === 0) return;
  const theta = ((a[q * d + q] as number) - (a[p * d + p] as number)) / (2 * between);
  const tangent = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  for (let i = 0; i < d; i++) mix(a, i * d + p, i * d + q, cosine, sine);
  for (let i = 0; i < d; i++) mix(a, p * d + i, q * d + i, cosine, sine);
  for (let i = 0; i < d; i++) mix(vectors, p * d + i, q * d + i, cosine, sine);
  a[p * d + q] = 0;
  a[q * d + p] = 0;
}

function mix(values: Float64Array, i: number, j: number, cosine: number, sine: number) {
  const [x, y] = [values[i] as number, values[j] as number];
  values[i] = cosine * x - sine * y;
  values[j] = sine * x + cosine * y;
}
