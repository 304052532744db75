const MB = 2 ** 20;

/** What is read at most. Each is checked before it can hurt, and its sentence says the figure. */
export const LIMITS = {
  /** Files in a folder or a ZIP file. */
  files: 200_000,
  /** Bytes of all that a ZIP file unpacks to, and of one unpacked file that is read whole. */
  unpackedBytes: 4096 * MB,
  wholeBytes: 1024 * MB,
  /** A ZIP entry this large that shrank more than this many times is taken for a bomb. */
  bombBytes: 16 * MB,
  bombRatio: 250,
  /** Bytes and pixels of one picture. */
  pictureBytes: 64 * MB,
  picturePixels: 100_000_000,
  /** Characters of one cell of a table, and of a text that is kept. */
  cell: 1_000_000,
  text: 2000,
  /** Lists and objects of a JSON file within one another. */
  depth: 500,
  /** Columns of a table. */
  columns: 2000,
  /** Items and bytes of finished data, train and held-out together. */
  items: 60_000,
  dataBytes: 512 * MB,
  /** Bytes taken from the hub for one data set. */
  downloadBytes: 512 * MB,
  classes: 1000,
} as const;

/** A class with fewer is left out: two items to train on and two to be found again. */
export const FEWEST_PER_CLASS = 4;

/** Fewer pairs teach nothing. */
export const FEWEST_PAIRS = 4;
