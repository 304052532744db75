const MB = 2 ** 20;

/** The most that is read. Each limit is checked before it can do harm, and its message names it. */
export const LIMITS = {
  /** Files in a folder or a ZIP file. */
  files: 200_000,
  /** Bytes that a ZIP file unpacks to, and bytes of one unpacked file that is read whole. */
  unpackedBytes: 4096 * MB,
  wholeBytes: 1024 * MB,
  /** A larger file in a ZIP file that was packed by more than this ratio is taken for a bomb. */
  bombBytes: 16 * MB,
  bombRatio: 250,
  /** Bytes and pixels of one picture. */
  pictureBytes: 64 * MB,
  picturePixels: 100_000_000,
  /** Characters of one cell of a table, and of a text that becomes an item. */
  cell: 1_000_000,
  text: 2000,
  /** Depth of lists and objects in a JSON file. */
  depth: 500,
  /** Columns of a table. */
  columns: 2000,
  /** Items and bytes of the finished data, training and held-out together. */
  items: 60_000,
  dataBytes: 512 * MB,
  /** Bytes downloaded from the hub for one data set. */
  downloadBytes: 512 * MB,
  classes: 1000,
} as const;

/** A smaller class is left out: it needs two items to train on and two held-out ones. */
export const FEWEST_PER_CLASS = 4;

/** Fewer pairs are refused: at least two train and two are held out. */
export const FEWEST_PAIRS = 4;
