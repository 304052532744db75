import { type ReactNode, useId } from 'react';
import type { Part } from '../../parts/part';
import { type KindId, kinds } from '../../recipe/kinds';
import type { Experiment } from '../../recipe/recipe';
import { exchangePart } from '../../state/experiment';
import controls from '../common/controls.module.css';
import styles from './KindControl.module.css';
import { partShown, refusal } from './scoped';
import { WeightCount } from './WeightCount';

export interface KindControlProps {
  readonly kind: KindId;
  readonly lanes: Experiment;
  readonly scope: number | null;
  /** At the end of the row. */
  readonly children?: ReactNode;
}

/** The menu of one kind of part, with what the chosen one does, and why others can't be chosen. */
export function KindControl({ kind, lanes, scope, children }: KindControlProps) {
  const id = useId();
  const { label, question } = kinds[kind];
  const parts: Readonly<Record<string, Part>> = kinds[kind].parts;
  const { value } = partShown(lanes, kind);
  return (
    <div className={styles.control}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <span className={controls.menu}>
        <select
          id={id}
          className={`${controls.select} ${styles.select}`}
          title={question}
          aria-describedby={`${id}-summary`}
          value={value ?? ''}
          onChange={({ target }) => exchangePart(kind, target.value, scope)}
        >
          {value === null && (
            <option value="" disabled>
              differs by lane
            </option>
          )}
          {Object.entries(parts).map(([key, part]) => {
            const reason = refusal(lanes, kind, key);
            return (
              <option key={key} value={key} disabled={reason !== null}>
                {reason ? `${part.label} (${reason})` : part.label}
              </option>
            );
          })}
        </select>
      </span>
      {children}
      <p id={`${id}-summary`} className={styles.summary}>
        {value === null ? 'A choice here sets all lanes.' : parts[value]?.summary}
        {kind === 'encoder' && <WeightCount id={lanes[0]?.id} />}
      </p>
    </div>
  );
}
