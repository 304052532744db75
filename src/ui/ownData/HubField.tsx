import { type SubmitEvent, useId } from 'react';
import { useStore } from 'zustand';
import { LIMITS } from '../../files/shared/limits';
import { inBytes } from '../../files/shared/wording';
import { bringingStore, previewData, setHubName } from '../../state/bringing';
import controls from '../common/controls.module.css';
import styles from './OwnData.module.css';

/** Asks for the name of a public data set on the Hugging Face hub. */
export function HubField() {
  const id = useId();
  const name = useStore(bringingStore, (state) => state.hubName);
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    void previewData({ from: 'hub', name });
  };
  return (
    <form className={styles.section} onSubmit={onSubmit}>
      <label htmlFor={id} className={styles.subtitle}>
        A public data set from the Hugging Face hub
      </label>
      <div className={styles.row}>
        <input
          id={id}
          type="text"
          className={styles.text}
          value={name}
          placeholder="ylecun/mnist"
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-about`}
          onChange={({ target }) => setHubName(target.value)}
        />
        <button type="submit" className={controls.button} disabled={name.trim() === ''}>
          Look
        </button>
      </div>
      <p id={`${id}-about`} className={styles.quiet}>
        Its name is all that is sent. At most {inBytes(LIMITS.downloadBytes)} are downloaded, and
        you see how much before.
      </p>
    </form>
  );
}
