import { useEffect } from 'react';
import { openPanel } from '../../state/ownData';
import { chosenFiles } from './givenFiles';
import { addPasted, takesText } from './pasted';

/**
 * Takes pictures that are pasted anywhere on the page, unless a text field has the focus. Other
 * files that are pasted are looked at as if they were dropped.
 */
export function PasteTarget() {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || takesText(event.target)) return;
      event.preventDefault();
      if (files.every(({ type }) => type.startsWith('image/'))) {
        addPasted(files);
        openPanel();
      } else openPanel(chosenFiles(files));
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, []);
  return null;
}
