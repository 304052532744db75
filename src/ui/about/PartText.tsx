import type { Part } from '../../parts/part';
import type { KindId } from '../../recipe/kinds';
import { Formula } from '../formula/Formula';
import styles from './AboutPart.module.css';
import { stretchesOf } from './links';
import { textsOf } from './partTexts';

export interface PartTextProps {
  readonly kind: KindId;
  readonly id: string;
  readonly part: Part;
}

/** What a part says of itself: what it does, its formula, when it helps, and where it is from. */
export function PartText({ kind, id, part: { label, summary } }: PartTextProps) {
  const { formula, advice, paper } = textsOf(kind, id);
  return (
    <>
      <h3 className={styles.name}>{label}</h3>
      <p>{summary}</p>
      {formula && <Formula tex={formula} />}
      {advice && <p className={styles.advice}>{advice}</p>}
      {paper && (
        <p className={styles.paper}>
          {stretchesOf(paper).map(({ text, address }) =>
            address ? (
              <a key={text} href={address} target="_blank" rel="noreferrer">
                {text}
              </a>
            ) : (
              <span key={text}>{text}</span>
            ),
          )}
        </p>
      )}
    </>
  );
}
