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
  const [first, second] = [a[p * (d + 1)] as number, a[q * (d + 1)] as number];
  const theta = (second - first) / (2 * between);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  mix(a, p * d, q * d, d, cosine, sine);
  mix(vectors, p * d, q * d, d, cosine, sine);
  for (let i = 0; i < d; i++) {
    a[i * d + p] = a[p * d + i] as number;
    a[i * d + q] = a[q * d + i] as number;
  }
  a[p * (d + 1)] = first - tangent * between;
  a[q * (d + 1)] = second + tangent * between;
  a[p * d + q] = 0;
  a[q * d + p] = 0;
}

/** Turns the rows that start at `p` and `q` within their plane. */
function mix(rows: Float64Array, p: number, q: number, d: number, cosine: number, sine: number) {
  for (let i = 0; i < d; i++) {
    const x = rows[p + i] as number;
    const y = rows[q + i] as number;
    rows[p + i] = cosine * x - sine * y;
    rows[q + i] = sine * x + cosine * y;
  }
}
