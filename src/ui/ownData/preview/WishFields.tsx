import { thousands } from '../../../files/shared/wording';
import type { Preview } from '../../../protocol/reading/preview';
import type { Wish } from '../../../protocol/reading/wish';
import { changeWish } from '../../../state/bringing';
import styles from '../OwnData.module.css';
import { Field } from './Field';
import { ownPartOfPreview } from './ownParts';

const EDGES = [16, 20, 28, 32, 48, 64];
const MOST = [500, 1000, 2000, 5000, 10_000, 20_000, 40_000, 60_000];
const SHARES = [0.1, 0.2, 0.3, 0.5];
const WORDS = [500, 1000, 2000, 4000, 8000];
const TOKENS = [8, 16, 32, 64];

const COLOURS = [
  ['auto', 'as the pictures are'],
  ['grey', 'grey'],
  ['colour', 'colour'],
] as const;

/** The options of a menu; the current value is always among them. */
const choices = (all: readonly number[], now: number, words: (one: number) => string) =>
  [...new Set([...all, now])]
    .sort((a, b) => a - b)
    .map((one) => [String(one), words(one)] as const);

/** Menus for how the data are read. */
export function WishFields({ preview, wish }: { preview: Preview; wish: Wish }) {
  const part = ownPartOfPreview(preview);
  const isText = preview.kind === 'text';
  return (
    <details className={styles.more}>
      <summary>More: how they are read</summary>
      <div className={styles.fields}>
        {part === 'ownImages' && (
          <>
            <Field
              label="Size"
              value={String(wish.edge)}
              options={choices(EDGES, wish.edge, (edge) => `${edge} × ${edge} pixels`)}
              onChange={(edge) => changeWish({ edge: Number(edge) })}
            />
            <Field
              label="Colour"
              value={wish.colour}
              options={COLOURS}
              onChange={(colour) => changeWish({ colour: colour as Wish['colour'] })}
            />
          </>
        )}
        {isText && (
          <>
            <Field
              label="Words known"
              value={String(wish.words)}
              options={choices(WORDS, wish.words, thousands)}
              onChange={(words) => changeWish({ words: Number(words) })}
            />
            <Field
              label="Words read of a text"
              value={String(wish.tokens)}
              options={choices(TOKENS, wish.tokens, String)}
              onChange={(tokens) => changeWish({ tokens: Number(tokens) })}
            />
          </>
        )}
        <Field
          label={part === 'ownPairs' ? 'Pairs at most' : 'Items at most'}
          value={String(wish.mostItems)}
          options={choices(MOST, wish.mostItems, thousands)}
          onChange={(most) => changeWish({ mostItems: Number(most) })}
        />
        <Field
          label="Held out"
          value={String(wish.heldOutShare)}
          options={choices(SHARES, wish.heldOutShare, (share) => `${Math.round(share * 100)}%`)}
          onChange={(share) => changeWish({ heldOutShare: Number(share) })}
        />
        {preview.subsets.length > 1 && (
          <Field
            label="Part of the set"
            value={wish.subset ?? preview.subsets[0] ?? ''}
            options={preview.subsets.map((subset) => [subset, subset])}
            onChange={(subset) => changeWish({ subset, roles: null })}
          />
        )}
      </div>
    </details>
  );
}
