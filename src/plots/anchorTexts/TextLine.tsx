import type { ReactNode } from 'react';
import { valueText } from '../../numbers/format';
import type { ItemPointing } from '../shared/props';
import styles from './AnchorTexts.module.css';
import { stretchesBeside } from './rows';

interface TextLineProps extends ItemPointing {
  /** As an `AnchorView` numbers it. */
  readonly item: number;
  readonly text: string;
  /** The picture that the text names; missing if the item is a text. */
  readonly picture?: ReactNode;
  /** The text whose words are not bold; if missing, no word is bold. */
  readonly beside?: string;
  readonly similarity?: number;
  /** Length of the bar of its push, 0..1; missing for no bar. */
  readonly share?: number;
  /** Said before and after the text, for those who can't see the marks. */
  readonly before?: string;
  readonly after?: string;
  readonly part: 'anchor' | 'positive' | 'chosen' | 'false' | 'falseIdle' | 'idle';
}

const WORDS: Partial<Record<TextLineProps['part'], string>> = {
  anchor: 'anchor',
  false: 'false',
  falseIdle: 'false',
};

/** One text with its similarity, the push on it and what it is, as a button. */
export function TextLine({
  item,
  text,
  picture,
  beside,
  similarity,
  share,
  before,
  after,
  part,
  hovered,
  selected,
  onHover,
  onSelect,
}: TextLineProps) {
  const word = WORDS[part];
  const stretches = beside === undefined ? [{ text, isOwn: false }] : stretchesBeside(text, beside);
  return (
    <button
      type="button"
      className={styles.line}
      data-part={part}
      data-pointed={item >= 0 && (item === hovered || item === selected)}
      data-training={item < -1}
      // Only held-out items can become the anchor; the others are described.
      {...(item < 0
        ? { 'aria-disabled': true }
        : {
            onPointerEnter: () => onHover?.(item),
            onPointerLeave: () => onHover?.(null),
            onFocus: () => onHover?.(item),
            onBlur: () => onHover?.(null),
            onClick: () => onSelect?.(item),
          })}
    >
      <span className={styles.edge} />
      <span className={styles.number} aria-hidden="true">
        {similarity === undefined ? word : valueText(similarity)}
        {share !== undefined && (
          <span className={styles.track}>
            <span className={styles.push} style={{ width: `${100 * share}%` }} />
          </span>
        )}
      </span>
      <span className={styles.text} title={text} data-pictured={picture !== undefined}>
        {before && <span className={styles.hidden}>{before}, </span>}
        {similarity !== undefined && word && (
          <span className={styles.tag} aria-hidden="true">
            {word}
          </span>
        )}
        {picture}
        {picture !== undefined && <span className={styles.hidden}>picture of </span>}
        {stretches.map((stretch, place) => {
          const key = `${place} ${stretch.text}`;
          return stretch.isOwn ? (
            <b key={key}>{stretch.text}</b>
          ) : (
            <span key={key}>{stretch.text}</span>
          );
        })}
      </span>
      {after && <span className={styles.hidden}>{after}</span>}
    </button>
  );
}
