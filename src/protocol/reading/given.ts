/** A file as the visitor gives it; it goes to the reading worker without being copied. */
export interface GivenFile {
  /** Folders and name, with slashes: "flowers/rose/1.png". */
  readonly path: string;
  readonly blob: Blob;
}

/** Where data come from: files, or the name of a data set on the Hugging Face hub. */
export type Origin =
  | { readonly from: 'files'; readonly files: readonly GivenFile[] }
  | { readonly from: 'hub'; readonly name: string };

/** An origin as a command names it: its files were sent ahead, under this number. */
export type SentOrigin =
  | { readonly from: 'files'; readonly files: number }
  | Extract<Origin, { from: 'hub' }>;
