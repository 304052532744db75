/** What the columns of a table are for. */
export type Roles =
  | { readonly kind: 'texts'; readonly text: string; readonly label: string }
  | {
      readonly kind: 'pairs';
      readonly query: string;
      readonly passage: string;
      /** A passage that is no answer though it looks like one. */
      readonly negative?: string;
      /** Says of each row whether query and passage belong together at all. */
      readonly same?: string;
    }
  | { readonly kind: 'points'; readonly features: readonly string[]; readonly label: string }
  | { readonly kind: 'pictures'; readonly picture: string; readonly label: string };

/** How a visitor wants their data read. */
export interface Wish {
  /**
   * Whole number that decides which items are used and which of them are held out. On the page it is
   * always 0: the same files give the same data, and the experiment's seed has no part in it. Only
   * tests use others.
   */
  readonly drawSeed: number;
  /** Share of each class, or of the pairs, that is held out, 0..1; a split of the data's own wins. */
  readonly heldOutShare: number;
  /** Height and width of pictures, in pixels. */
  readonly edge: number;
  /** 'auto' is grey when no picture has a colour. */
  readonly colour: 'auto' | 'grey' | 'colour';
  /** Items at most, train and held-out together; of pairs, pairs. */
  readonly mostItems: number;
  /** Different words at most, besides padding and the sign for unknown ones. */
  readonly words: number;
  /** Words of a text at most. */
  readonly tokens: number;
  /** What the columns of a table are for; null guesses from names and contents. */
  readonly roles: Roles | null;
  /** Set within a set on the hub; null takes the first. */
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
  subset: null,
};
