import type { Choice } from '../../protocol/reading/preview';
import type { Wish } from '../../protocol/reading/wish';
import { LeftOuts } from './leftOut';

/** What is found out about a visitor's files on the way: what is left out, remarks, and choices. */
export class Findings {
  readonly leftOut = new LeftOuts();
  readonly choices: Choice[] = [];
  readonly #chosen: Wish['choices'];

  constructor({ choices }: Pick<Wish, 'choices'>) {
    this.#chosen = choices;
  }

  /** Findings of their own for a way that may not be taken, with the same choices of the visitor. */
  apart(): Findings {
    return new Findings({ choices: this.#chosen });
  }

  /** Takes over what was found out apart. */
  join({ leftOut, notes, choices }: Findings): void {
    for (const { what, count, examples } of leftOut.all)
      examples.forEach((example, i) => {
        this.leftOut.add(what, example, i === 0 ? count - examples.length + 1 : 1);
      });
    for (const note of notes) this.note(note);
    this.choices.push(...choices);
  }

  /** Says something once. */
  note(sentence: string): void {
    this.leftOut.note(sentence);
  }

  get notes(): readonly string[] {
    return this.leftOut.notes;
  }

  /**
   * Offers a choice, and returns what the visitor chose, else `likely`. Null: they have to choose
   * first; until then the data can be looked at but not used. A choice that was offered before stays as it is.
   */
  choose<T extends string, L extends T | null>(
    id: string,
    question: string,
    options: readonly (readonly [value: T, words: string])[],
    likely: L,
  ): T | L {
    const before = this.choices.find((choice) => choice.id === id);
    if (before) return before.chosen as T | L;
    const wished = options.find(([value]) => value === this.#chosen[id])?.[0];
    const chosen = wished ?? likely;
    this.choices.push({ id, question, options, chosen });
    return chosen;
  }

  /** What the visitor has to choose first, in a sentence; null if nothing. */
  get problem(): string | null {
    const open = this.choices.find(({ chosen }) => chosen === null);
    return open ? `Choose first what the files leave open: “${open.question}”.` : null;
  }
}
