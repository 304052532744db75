import { counted } from '../../../files/shared/wording';
import type { Preview } from '../../../protocol/reading/preview';
import styles from '../OwnData.module.css';
import { typeInWords } from './columnWords';

const MOST_COLUMNS = 24;

/**
 * The columns, with what they hold and what each is for, and the first rows: each cell as it
 * stands in the file and, where that differs, as it is understood.
 */
export function FirstRows({ columns, firstRows }: Pick<Preview, 'columns' | 'firstRows'>) {
  if (firstRows.length === 0) return null;
  const shown = columns.slice(0, MOST_COLUMNS);
  const more = columns.length - shown.length;
  return (
    <div className={styles.section}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keys. */}
      <section className={styles.scroll} tabIndex={0} aria-label="First rows">
        <table className={styles.rows}>
          <thead>
            <tr>
              {shown.map((column) => (
                <th key={column.name} scope="col">
                  {column.name}
                  <span className={styles.quiet}>{typeInWords(column)}</span>
                  <span className={column.use.startsWith('not') ? styles.quiet : styles.use}>
                    {column.use}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {firstRows.map(({ line, cells, read }) => (
              <tr key={line}>
                {shown.map(({ name }, at) => (
                  <td key={name}>
                    {cells[at]}
                    {read[at] !== cells[at]?.trim() && (
                      <span className={styles.read}>→ {read[at]}</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {more > 0 && <p className={styles.quiet}>{counted(more, 'more column')} are not shown.</p>}
    </div>
  );
}
