import type { Data } from '../../parts/data';
import type { Command } from '../../protocol/messages';
import { partOf, type Recipe, seedOf } from '../../recipe/recipe';
import { dataKeyOf } from './dataShown';

/** What the visitor brought, by the data set it is for. */
export class Brought {
  private readonly sets = new Map<string, { readonly key: string; readonly data: Data }>();

  /** Takes over what comes by the port; data of the same set that came before are forgotten. */
  async take({ part, key, port }: Extract<Command, { type: 'bring' }>) {
    const data = await new Promise<Data | null>((resolve) => {
      port.onmessage = (event: MessageEvent<Data | null>) => resolve(event.data);
    });
    port.close();
    if (data) this.sets.set(part, { key, data });
  }

  /** What the data of a recipe depend on. */
  keyOf = (recipe: Recipe): string => dataKeyOf(recipe, this.sets.get(recipe.parts.data)?.key);

  /** The data of a recipe: drawn, read, or what was brought for them. */
  load(recipe: Recipe, readFile: (path: string) => Promise<ArrayBuffer>): Promise<Data> {
    return partOf(recipe, 'data').load({
      seed: seedOf(recipe),
      knobs: recipe.knobs,
      readFile,
      own: this.sets.get(recipe.parts.data)?.data ?? null,
    });
  }
}
