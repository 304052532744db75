import { useState } from 'react';
import { thousands } from '../../../files/shared/wording';
import type { Preview } from '../../../protocol/reading/preview';
import controls from '../../common/controls.module.css';
import styles from '../OwnData.module.css';

const SHOWN = 16;

/**
 * The classes and their numbers of items; of many classes the first ones, unless all are asked for.
 */
export function Classes({ classes }: Pick<Preview, 'classes'>) {
  const [isAll, setIsAll] = useState(false);
  if (classes.length === 0) return null;
  const shown = isAll ? classes : classes.slice(0, SHOWN);
  return (
    <section className={styles.section} aria-label="Classes">
      <ul className={styles.classes}>
        {shown.map(({ name, count }) => (
          <li key={name}>
            <span className={styles.name}>{name}</span>
            {count !== null && <span className={styles.quiet}>{thousands(count)}</span>}
          </li>
        ))}
      </ul>
      {classes.length > SHOWN && (
        <button type="button" className={controls.quiet} onClick={() => setIsAll(!isAll)}>
          {isAll ? 'Fewer' : `${thousands(classes.length - SHOWN)} more classes`}
        </button>
      )}
    </section>
  );
}
