/** How many numbers an array of this shape holds: the product of its sides, 1 for a scalar. */
export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, side) => product * side, 1);
