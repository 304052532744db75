import type { ReactNode } from 'react';
import type { Experiment } from '../../recipe/recipe';
import controls from '../common/controls.module.css';
import type { KindGroup } from './groups';
import { KindBlock } from './KindBlock';
import styles from './Recipe.module.css';

export interface RecipeGroupProps {
  readonly group: KindGroup;
  readonly lanes: Experiment;
  readonly scope: number | null;
  /** Beside the heading. */
  readonly aside?: ReactNode;
  /** Below the menus. */
  readonly children?: ReactNode;
}

/** A few menus that belong together, with their knobs. */
export function RecipeGroup({ group, lanes, scope, aside, children }: RecipeGroupProps) {
  const { title, of } = group;
  return (
    <div className={styles.group}>
      {title && (
        <div className={styles.heading}>
          <h2 className={controls.heading}>{title}</h2>
          {aside}
        </div>
      )}
      {of.map((one) => (
        <KindBlock key={one.kind} of={one} lanes={lanes} scope={scope} />
      ))}
      {children}
    </div>
  );
}
