import type { LearnedCaptions, Share } from '../../../parts/datasets/learned';
import { decimal } from '../../common/format';
import styles from './CaptionsView.module.css';

/** Recall@1 both ways, and how often the right caption is nearer than one that is a little wrong. */
export function Figures({ learned: { recalls, edits } }: { learned: LearnedCaptions }) {
  return (
    <div className={styles.figures}>
      <Bars
        caption="Nearest is right"
        about="held-out items whose nearest of the other kind says the same"
        shares={recalls}
      />
      <Bars
        caption="Right caption nearer than"
        about="held-out pictures that are nearer to their caption than to one with this edit"
        shares={edits}
        isCoin
      />
    </div>
  );
}

interface BarsProps {
  readonly caption: string;
  /** Of what the shares are. */
  readonly about: string;
  readonly shares: readonly Share[];
  /** Whether a half is what chance gives. */
  readonly isCoin?: boolean;
}

function Bars({ caption, about, shares, isCoin = false }: BarsProps) {
  return (
    <table className={styles.bars} aria-label={`Share of ${about}`}>
      <thead>
        <tr>
          <th
            scope="col"
            colSpan={3}
            title={isCoin ? 'A coin would be right half of the time' : ''}
          >
            {caption}
          </th>
        </tr>
      </thead>
      <tbody>
        {shares.map(({ name, value, count }) => (
          <tr key={name} title={`${name}: ${decimal(value, 3)} of ${count} ${about}`}>
            <th scope="row">{name}</th>
            <td className={styles.track} data-coin={isCoin} aria-hidden="true">
              <span className={styles.bar} style={{ width: `${100 * (value || 0)}%` }} />
            </td>
            <td className={styles.figure}>{decimal(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
