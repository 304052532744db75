import { counted } from '../../../files/shared/wording';
import type { Column } from '../../../protocol/reading/preview';
import type { Roles } from '../../../protocol/reading/wish';
import styles from '../OwnData.module.css';

type Points = Extract<Roles, { kind: 'points' }>;

/** If there are more columns, they can only be used all together. */
const MOST_OFFERED = 60;

export interface FeaturesProps {
  readonly columns: readonly Column[];
  readonly roles: Points;
  readonly onChange: (roles: Points) => void;
}

/** Asks which columns of numbers make a point. */
export function Features({ columns, roles, onChange }: FeaturesProps) {
  const offered = columns.filter(
    ({ name, holds }) =>
      name !== roles.label && ['numbers', 'truths', 'number lists'].includes(holds),
  );
  if (offered.length > MOST_OFFERED)
    return (
      <p className={styles.quiet}>
        {counted(roles.features.length, 'column')} of numbers make a point.
      </p>
    );
  const toggled = (name: string, isOn: boolean) =>
    offered
      .map((column) => column.name)
      .filter((one) => (one === name ? isOn : roles.features.includes(one)));
  return (
    <ul className={styles.features} aria-label="Numbers of a point">
      {offered.map(({ name }) => (
        <li key={name}>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={roles.features.includes(name)}
              onChange={({ target }) =>
                onChange({ ...roles, features: toggled(name, target.checked) })
              }
            />
            {name}
          </label>
        </li>
      ))}
    </ul>
  );
}
