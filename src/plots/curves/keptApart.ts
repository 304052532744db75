/** Distance from one text to the next, pixels. */
const VALUE_HEIGHT = 12;

/** Texts moved as little as needed to stand `VALUE_HEIGHT` apart and within top and bottom. */
export function keptApart(places: readonly number[], top: number, bottom: number): number[] {
  const order = places
    .map((_, index) => index)
    .sort((a, b) => Number(places[a]) - Number(places[b]));
  const moved = [...places];
  let floor = top;
  for (const index of order) {
    moved[index] = Math.max(floor, moved[index] as number);
    floor = (moved[index] as number) + VALUE_HEIGHT;
  }
  let ceiling = bottom;
  for (const index of order.reverse()) {
    moved[index] = Math.min(ceiling, moved[index] as number);
    ceiling = (moved[index] as number) - VALUE_HEIGHT;
  }
  return moved;
}
