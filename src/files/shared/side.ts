/** A side of the split that data bring with them. */
export type Side = 'train' | 'heldOut';

const WORDS: Readonly<Record<string, Side>> = {
  train: 'train',
  training: 'train',
  test: 'heldOut',
  testing: 'heldOut',
  t10k: 'heldOut',
  val: 'heldOut',
  valid: 'heldOut',
  validation: 'heldOut',
  dev: 'heldOut',
  heldout: 'heldOut',
  eval: 'heldOut',
};

/**
 * The side that a folder's name says, or null: "train", "Test set" and "val2017" say one, "tests" does
 * not.
 */
export function sideOfFolder(name: string): Side | null {
  return (
    WORDS[
      name
        .toLowerCase()
        .replace(/[-_ ]?(set|split|data|images|imgs|\d+)$/, '')
        .replace(/[-_ ]/g, '')
    ] ?? null
  );
}

/** The side that a word in the name of a file or array says, or null: "x_train", "t10k-labels". */
export function sideOfName(name: string): Side | null {
  for (const word of name.toLowerCase().split(/[^a-z0-9]+/)) {
    const side = WORDS[word];
    if (side) return side;
  }
  return null;
}

/** A side counts only if the other is there too: a lone folder "test" is just a name. */
export const hasBothSides = (sides: readonly (Side | null)[]): boolean =>
  sides.includes('train') && sides.includes('heldOut');
