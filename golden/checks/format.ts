/** One worked example of a golden file; the format is told in `golden/README.md`. */
export interface GoldenCase {
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
  /** Numbers and nested arrays of numbers by name; "NaN" and "Infinity" are strings. */
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: Readonly<Record<string, unknown>>;
  /** Keys of `expected` where the reference returns what nobody should. */
  readonly nonfinite_expected?: readonly string[];
  readonly f32_unstable_secondary_keys?: readonly string[];
}

export interface GoldenFile {
  readonly name: string;
  readonly cases: readonly GoldenCase[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws Error, in words, when the text is no golden file */
export function parseGolden(text: string): GoldenFile {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw new Error(`it is not JSON (${(error as Error).message})`);
  }
  if (!isRecord(file) || !Array.isArray(file.cases)) throw new Error('it has no list of cases');
  if (file.cases.length === 0) throw new Error('its list of cases is empty');
  file.cases.forEach((one: unknown, index) => {
    const name = isRecord(one) && typeof one.name === 'string' ? one.name : `number ${index + 1}`;
    for (const part of ['inputs', 'params', 'expected', 'tolerance'])
      if (!isRecord(one) || !isRecord(one[part])) throw new Error(`case ${name} has no ${part}`);
  });
  return { name: String(file.name), cases: file.cases };
}

/** All numbers of a number or of nested arrays, in order. @throws Error on anything else */
export function numbersOf(value: unknown, what: string): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value === 'string' && /^(NaN|-?Infinity)$/.test(value)) return [Number(value)];
  if (!Array.isArray(value)) throw new Error(`${what} is not made of numbers`);
  return value.flatMap((one) => numbersOf(one, what));
}

/** Lengths of nested arrays; [] for a number. @throws Error when rows differ in length */
export function shapeOf(value: unknown, what: string): number[] {
  if (!Array.isArray(value)) return [];
  const [first = [], ...others] = value.map((one) => shapeOf(one, what));
  if (others.some((other) => other.join() !== first.join()))
    throw new Error(`rows of ${what} differ in length`);
  return [value.length, ...first];
}

/** A number among the parameters of a case. @throws Error when it is none and has no default */
export function parameter(one: GoldenCase, name: string, otherwise?: number): number {
  const value = one.params[name] ?? otherwise;
  if (typeof value !== 'number') throw new Error(`params.${name} is not a number`);
  return value;
}

/** A word among the parameters of a case. @throws Error when it is none of `words` */
export function word<W extends string>(one: GoldenCase, name: string, words: readonly W[]): W {
  const value = words.find((known) => known === one.params[name]);
  if (!value) throw new Error(`params.${name} is none of ${words.join(', ')}`);
  return value;
}

/** The labels of a case, whole numbers. */
export const labelsOf = (one: GoldenCase, name = 'labels'): Int32Array =>
  Int32Array.from(numbersOf(one.inputs[name], `inputs.${name}`));
