import type { LeftOut } from './facts';
import type { Choice, Column, Question } from './preview';
import type { Roles, Wish } from './wish';

/** How files are to be read: answers to questions, roles of columns, and what menus offer. */
export type Choices = Partial<Omit<Wish, 'drawSeed'>>;

/** A preview as plain JSON, for scripts. */
export interface Look {
  readonly name: string;
  /** What the rows or files are; null while nobody knows. */
  readonly kind: Roles['kind'] | null;
  /** Items found, before any is left out; of pairs, their texts. */
  readonly items: number;
  /** Items that will be used; of pairs, the pairs. */
  readonly used: number;
  readonly classes: readonly { readonly name: string; readonly count: number | null }[];
  readonly columns: readonly {
    readonly name: string;
    /** What it is for, and why it is not used: "feature", "not used: it numbers the rows". */
    readonly role: string;
    readonly type: Column['holds'];
    readonly missing: number;
    readonly examples: readonly string[];
  }[];
  /** What the columns are for, to be changed and given back as a choice. */
  readonly roles: Roles | null;
  readonly leftOut: readonly LeftOut[];
  readonly notes: readonly string[];
  readonly questions: readonly Question[];
  /** What else may be chosen, or has to be where `chosen` is null, by `choices.<id>`. */
  readonly choices: readonly Choice[];
  /** Items that will train and that will be held out; null: not known before all is read. */
  readonly train: number | null;
  readonly heldOut: number | null;
  /** Why they can't be used as they stand; null if they can. */
  readonly problem: string | null;
}
