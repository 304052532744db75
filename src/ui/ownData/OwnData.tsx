import { useEffect, useRef } from 'react';
import { listSaved, previewData, stop } from '../../state/bringing';
import { closePanel, ownDataStore } from '../../state/ownData';
import { useOwnData } from '../common/stores';
import { DropTarget } from './DropTarget';
import styles from './OwnData.module.css';
import { OwnDataPanel } from './OwnDataPanel';
import { PasteTarget } from './PasteTarget';

/**
 * The panel in which visitors bring their own data. It also takes files dropped anywhere on the
 * page.
 */
export function OwnData() {
  const isOpen = useOwnData((state) => state.isOpen);
  const dropped = useOwnData((state) => state.dropped);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!isOpen) element?.close();
    else if (!element?.open) {
      element?.showModal();
      void listSaved();
    }
  }, [isOpen]);
  useEffect(() => {
    if (!dropped) return;
    ownDataStore.setState({ dropped: null });
    void previewData({ from: 'files', files: dropped });
  }, [dropped]);
  return (
    <>
      <DropTarget />
      <PasteTarget />
      <dialog
        ref={dialog}
        className={styles.dialog}
        aria-labelledby="own-data-title"
        onClose={() => {
          stop();
          closePanel();
        }}
      >
        {isOpen && <OwnDataPanel />}
      </dialog>
    </>
  );
}
