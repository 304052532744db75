import { useRef } from 'react';
import { LIMITS } from '../../files/shared/limits';
import { inBytes, thousands } from '../../files/shared/wording';
import { previewData } from '../../state/bringing';
import controls from '../common/controls.module.css';
import { chosenFiles } from './givenFiles';
import { HubField } from './HubField';
import styles from './OwnData.module.css';
import { SavedList } from './SavedList';

/** What can be brought: the kind of data, and the files that hold it. */
const FORMS = [
  [
    'Images',
    'a folder for each class (PNG, JPEG, WebP, GIF, BMP, AVIF, TIFF, PGM, PPM), or all of it in a ZIP or tar file',
  ],
  [
    'Texts with labels, text pairs, rows of numbers',
    'a table: CSV, TSV, JSON, JSONL, XLSX, Arrow, Feather, Parquet, lines of fastText or LIBSVM',
  ],
  ['Arrays', 'NPZ, NPY, or IDX as MNIST has them; also gzipped'],
] as const;

/** Asks for files, a folder or the name of a data set, and offers what is saved. */
export function Choose() {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const look = (input: HTMLInputElement) => {
    if (input.files?.length) void previewData({ from: 'files', files: chosenFiles(input.files) });
  };
  return (
    <div className={styles.body}>
      <p className={styles.promise}>
        Your files stay on this device. First you see what was found; the experiment changes only
        when you say so.
      </p>
      <div className={styles.actions}>
        <button type="button" className={controls.primary} onClick={() => files.current?.click()}>
          Choose files…
        </button>
        <button type="button" className={controls.button} onClick={() => folder.current?.click()}>
          Choose a folder…
        </button>
        <span className={styles.quiet}>
          or drop them anywhere on the page, or paste a table or pictures
        </span>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label="Files"
        onChange={({ target }) => look(target)}
      />
      <input
        ref={folder}
        type="file"
        hidden
        aria-label="Folder"
        {...{ webkitdirectory: '' }}
        onChange={({ target }) => look(target)}
      />
      <dl className={styles.forms}>
        {FORMS.map(([what, how]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{how}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.quiet}>
        At most {thousands(LIMITS.items)} items of {thousands(LIMITS.classes)} classes are used, and{' '}
        {inBytes(LIMITS.dataBytes)} of memory; of more, a fair draw.
      </p>
      <HubField />
      <SavedList />
    </div>
  );
}
