import { useEffect } from 'react';
import { openPanel } from '../../state/ownData';
import { addPasted } from '../../state/pasted';
import { isForField, takenFrom } from './pasted';

/**
 * Takes what is pasted anywhere on the page, unless a text field has the focus: pictures for a set,
 * other files and tables to be looked at as if they were dropped.
 */
export function PasteTarget() {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const { clipboardData: data } = event;
      if (!data || isForField(event.target)) return;
      const taken = takenFrom([...data.files], data.getData('text/plain'));
      if (!taken) return;
      event.preventDefault();
      if ('pictures' in taken) {
        addPasted(taken.pictures);
        openPanel();
      } else openPanel(taken.files);
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, []);
  return null;
}
