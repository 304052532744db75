import { type ReactNode, useId } from 'react';
import { type KindId, kinds } from '../../recipe/kinds';
import type { Experiment } from '../../recipe/recipe';
import { choosePart } from '../../state/ownData';
import { AboutPart } from '../about/AboutPart';
import controls from '../common/controls.module.css';
import { partShown } from '../common/scope';
import { OwnDataButton } from '../ownData/OwnDataButton';
import styles from './KindControl.module.css';
import { MenuOptions } from './MenuOptions';
import { menuOf } from './menu';
import { WeightCount } from './WeightCount';

export interface KindControlProps {
  readonly kind: KindId;
  readonly lanes: Experiment;
  readonly scope: number | null;
  /** Whether only screen readers are told what the chosen part does. */
  readonly isBrief: boolean;
  /** At the end of the row. */
  readonly children?: ReactNode;
}

/** The menu of one kind of part, with what the chosen one does, and why others can't be chosen. */
export function KindControl({ kind, lanes, scope, isBrief, children }: KindControlProps) {
  const id = useId();
  const { label, question, parts } = kinds[kind];
  const { value } = partShown(lanes, kind);
  return (
    <div className={styles.control} data-more={Boolean(children)} data-own={kind === 'data'}>
      <AboutPart kind={kind} lanes={lanes} />
      <span className={controls.menu}>
        <select
          className={`${controls.select} ${styles.select}`}
          title={question}
          aria-label={label}
          aria-describedby={`${id}-summary`}
          value={value ?? ''}
          onChange={({ target }) => choosePart(kind, target.value, scope)}
        >
          {value === null && (
            <option value="" disabled>
              differs by lane
            </option>
          )}
          <MenuOptions groups={menuOf(lanes, kind)} />
        </select>
      </span>
      {kind === 'data' && <OwnDataButton />}
      {children}
      <p id={`${id}-summary`} className={isBrief ? controls.hidden : styles.summary}>
        {value === null ? 'A choice here sets all lanes.' : parts[value]?.summary}
        {kind === 'encoder' && <WeightCount id={lanes[0]?.id} />}
      </p>
    </div>
  );
}
