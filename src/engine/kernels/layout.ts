/** How many numbers lie under each name in a buffer, in order. */
type Counts = Readonly<Record<string, number>>;

/** The numbers of a buffer under their names: an array where there may be several. */
export type Named<T extends Counts> = {
  readonly [name in keyof T]: T[name] extends 1 ? number : Float64Array;
};

/** The one description of a buffer that a shader writes and others read. */
export interface Layout<T extends Counts> {
  /** Where the numbers of each name begin. */
  readonly at: { readonly [name in keyof T]: number };
  /** Numbers in all. */
  readonly size: number;
  /** WGSL: a constant with each of these places, `chosenFalse` as `CHOSEN_FALSE`. */
  readonly constants: string;
  read(numbers: Float32Array | Float64Array): Named<T>;
}

/** Numbers that follow one another in the order of their names. */
export function layout<const T extends Counts>(counts: T): Layout<T> {
  let size = 0;
  const places = Object.entries(counts).map(([name, count]) => {
    const at = size;
    size += count;
    return { name, at, count };
  });
  const byName = <V>(pick: (place: (typeof places)[number]) => V) =>
    Object.fromEntries(places.map((place) => [place.name, pick(place)])) as never;
  return {
    at: byName(({ at }) => at),
    size,
    constants: places
      .map(({ name, at }) => `const ${name.replace(/[A-Z]/g, '_$&').toUpperCase()} = ${at};`)
      .join('\n'),
    read: (numbers) =>
      byName(({ at, count }) =>
        count === 1 ? numbers[at] : Float64Array.from(numbers.subarray(at, at + count)),
      ),
  };
}
