import { useEffect, useRef, useState } from 'react';
import { shareLink } from '../../state/address';
import controls from '../common/controls.module.css';
import styles from './ShareButton.module.css';

/** How long "copied" stays, milliseconds. */
const SHOWN_MS = 4000;

type Outcome = { readonly copied: boolean; readonly link: string };

/** Copies the link that opens this experiment; where the clipboard is refused, shows it. */
export function ShareButton() {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!outcome) return;
    field.current?.select();
    if (!outcome.copied) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const share = async () => {
    const link = shareLink();
    const copied = await copy(link);
    setOutcome({ copied, link });
  };
  return (
    <div className={styles.share}>
      <button type="button" className={controls.button} onClick={share}>
        Share
      </button>
      <div aria-live="polite" className={outcome ? styles.outcome : undefined}>
        {outcome?.copied && 'Link copied. It opens this experiment.'}
        {outcome && !outcome.copied && (
          <>
            The clipboard is closed to this page; copy the link here:
            <span className={styles.row}>
              <input ref={field} readOnly aria-label="Link" value={outcome.link} />
              <button type="button" className={controls.button} onClick={() => setOutcome(null)}>
                Close
              </button>
            </span>
          </>
        )}
      </div>
    </div>
  );
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
