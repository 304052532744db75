import { decimal } from '../../../numbers/format';
import type { Share } from '../../../parts/datasets/shared/lens';
import styles from './ShareBars.module.css';

interface ShareBarsProps {
  /** Name of the table for screen readers. */
  readonly label: string;
  /** Above the bars, and above their names where that needs saying. */
  readonly heading: string;
  readonly namesHeading?: string;
  readonly shares: readonly Share[];
  /** What the shares are of, in the plural. */
  readonly of: string;
  /** Whether chance gives a half. */
  readonly isCoin?: boolean;
  /** Whether a scale below the bars marks 0, a half and 1. */
  readonly hasScale?: boolean;
}

/** Shares by name, each as a bar from 0 to 1 and a figure. A share of nothing has neither. */
export function ShareBars({
  label,
  heading,
  namesHeading,
  shares,
  of,
  isCoin = false,
  hasScale = false,
}: ShareBarsProps) {
  return (
    <table className={styles.bars} aria-label={label}>
      <colgroup>
        <col className={styles.names} />
        <col />
        <col className={styles.figures} />
      </colgroup>
      <thead>
        <tr>
          {namesHeading && <th scope="col">{namesHeading}</th>}
          <th
            scope="col"
            colSpan={namesHeading ? 2 : 3}
            title={isCoin ? 'A coin would be right half of the time' : undefined}
          >
            {heading}
          </th>
        </tr>
      </thead>
      <tbody>
        {shares.map(({ name, value, count }) => (
          <tr key={name} title={`${name}: ${decimal(value, 3)} of ${count} ${of}`}>
            <th scope="row">{name}</th>
            <td className={styles.track} data-coin={isCoin} aria-hidden="true">
              <span className={styles.bar} style={{ width: `${100 * (value || 0)}%` }} />
            </td>
            <td className={styles.figure}>{decimal(value)}</td>
          </tr>
        ))}
      </tbody>
      {hasScale && (
        <tfoot aria-hidden="true">
          <tr>
            <td />
            <td className={styles.scale}>
              <span>0</span>
              <span>0.5{isCoin && <span className={styles.wide}>, a coin</span>}</span>
              <span>1</span>
            </td>
            <td />
          </tr>
        </tfoot>
      )}
    </table>
  );
}
