/** What the columns of a table are for. */
export type Roles =
  | { readonly kind: 'texts'; readonly text: string; readonly label: string }
  | {
      readonly kind: 'pairs';
      readonly query: string;
      readonly passage: string;
      /** Columns of passages that look like an answer but are none. */
      readonly negatives?: readonly string[];
      /** Says for each row whether query and passage belong together. */
      readonly same?: string;
    }
  /** Each row is a list of texts that belong together. */
  | { readonly kind: 'sets'; readonly set: string }
  | { readonly kind: 'points'; readonly features: readonly string[]; readonly label: string }
  | { readonly kind: 'pictures'; readonly picture: string; readonly label: string };

/** How a visitor wants their data read. */
export interface Wish {
  /**
   * Whole number that decides which items are used and which of them are held out. On the page it
   * is always 0: the same files give the same data, and the experiment's seed has no part in it.
   * Only tests use others.
   */
  readonly drawSeed: number;
  /**
   * Share of each class, or of the pairs, that is held out, 0..1. A split that the data bring wins.
   */
  readonly heldOutShare: number;
  /** Height and width of pictures, in pixels. */
  readonly edge: number;
  /** 'auto' is grey when no picture has a colour. */
  readonly colour: 'auto' | 'grey' | 'colour';
  /** The most items, training and held-out together; of pairs, the most pairs. */
  readonly mostItems: number;
  /** The most different words, besides the tokens for padding and for unknown words. */
  readonly words: number;
  /** The most words of a text. */
  readonly tokens: number;
  /** What the columns of a table are for; null: guessed from their names and contents. */
  readonly roles: Roles | null;
  /** What the visitor chose, by the name of the choice (`Choice`). */
  readonly choices: Readonly<Record<string, string>>;
  /** The encoding of text files, as browsers name it; null: told from the bytes. */
  readonly encoding: string | null;
  /** What separates cells: one character, a space for runs of spaces; null: told from the file. */
  readonly separator: string | null;
  /** What the first line of a table is; 'auto': told from the lines. */
  readonly firstLine: 'auto' | 'names' | 'data';
  /** The decimal mark of numbers; 'auto': told from the numbers. */
  readonly decimal: 'auto' | '.' | ',';
  /** What is taken for a missing value: marks such as NA and ? too, or empty cells alone. */
  readonly missing: 'usual' | 'empty';
  /** What becomes of a text that comes with two labels. */
  readonly contradictions: 'leaveOut' | 'first';
  /** Answers to the questions of the preview, by their ids. */
  readonly answers: Readonly<Record<string, string>>;
  /** Subset of a data set on the hub; null: "default" or else the first. */
  readonly subset: string | null;
}

export const usualWish: Wish = {
  drawSeed: 0,
  heldOutShare: 0.2,
  edge: 28,
  colour: 'auto',
  mostItems: 10_000,
  words: 4000,
  tokens: 32,
  roles: null,
  choices: {},
  encoding: null,
  separator: null,
  firstLine: 'auto',
  decimal: 'auto',
  missing: 'usual',
  contradictions: 'leaveOut',
  answers: {},
  subset: null,
};
