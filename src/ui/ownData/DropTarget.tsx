import { useEffect, useState } from 'react';
import { setProblem } from '../../state/bringing';
import { openPanel } from '../../state/ownData';
import { chosenFiles, droppedFiles, hasFiles } from './givenFiles';
import styles from './OwnData.module.css';
import { isForField, pastedTable } from './pasted';

/** A file was gone by the time it was dropped, or the system withholds it. */
function cannotRead() {
  openPanel();
  setProblem(
    'What was dropped can’t be read: it is gone, or this browser may not open it. Nothing was changed.',
  );
}

/**
 * Takes files that are dropped anywhere on the page, and says so while they are dragged over it.
 * Takes files and tables that are pasted, unless a field has the focus.
 */
export function DropTarget() {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer || !hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      setIsOver(false);
      void droppedFiles(event.dataTransfer).then(openPanel, cannotRead);
    };
    const paste = (event: ClipboardEvent) => {
      const { clipboardData: data } = event;
      if (!data || isForField(event.target)) return;
      const table = hasFiles(data) ? null : pastedTable(data.getData('text/plain'));
      const files = hasFiles(data) ? chosenFiles(data.files) : table ? [table] : [];
      if (files.length === 0) return;
      event.preventDefault();
      openPanel(files);
    };
    addEventListener('paste', paste);
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('paste', paste);
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  return isOver ? (
    <p className={styles.drop}>Let go to look at these files. Nothing is sent anywhere.</p>
  ) : null;
}
