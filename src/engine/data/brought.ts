import type { Data } from '../../parts/data';
import type { Command } from '../../protocol/messages';
import { partOf, type Recipe, seedOf } from '../../recipe/recipe';
import { dataKeyOf } from './dataShown';

/** The data that a visitor brought, by the data set they stand in for. */
export class Brought {
  private readonly sets = new Map<string, { readonly key: string; readonly data: Data }>();

  /** Takes the data that come through the port. They replace earlier data of the same set. */
  async take({ part, key, port }: Extract<Command, { type: 'bring' }>) {
    const data = await new Promise<Data | null>((resolve) => {
      port.onmessage = (event: MessageEvent<Data | null>) => resolve(event.data);
    });
    port.close();
    if (data) this.sets.set(part, { key, data });
  }

  /** A key for the data of a recipe: equal keys mean equal bytes. */
  keyOf = (recipe: Recipe): string => dataKeyOf(recipe, this.sets.get(recipe.parts.data)?.key);

  /** The data of a recipe: drawn, read from a file, or brought by the visitor. */
  load(recipe: Recipe, readFile: (path: string) => Promise<ArrayBuffer>): Promise<Data> {
    return partOf(recipe, 'data').load({
      seed: seedOf(recipe),
      knobs: recipe.knobs,
      readFile,
      own: this.sets.get(recipe.parts.data)?.data ?? null,
    });
  }
}
