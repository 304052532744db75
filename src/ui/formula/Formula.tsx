import { useLayoutEffect, useRef, useState } from 'react';
import styles from './Formula.module.css';
import { loadFormulas } from './load';

/** The smallest scale at which a wide formula is set; beyond that it scrolls. */
const SMALLEST = 0.8;

/** Scales a formula to fit its box; tells whether it still has to scroll. */
function fitted(box: HTMLElement): boolean {
  box.style.fontSize = '';
  const share = box.clientWidth / Math.max(1, box.scrollWidth);
  if (share < 1) box.style.fontSize = `${Math.max(SMALLEST, 0.99 * share)}em`;
  return box.scrollWidth > box.clientWidth + 1;
}

/** A formula set in type; its TeX source if the code that draws it could not be loaded. */
export function Formula({ tex }: { tex: string }) {
  const box = useRef<HTMLElement>(null);
  const [scrolls, setScrolls] = useState(false);
  const [isPlain, setPlain] = useState(false);
  useLayoutEffect(() => {
    let isCurrent = true;
    loadFormulas()
      .then(async ({ drawFormula }) => {
        if (!isCurrent || !box.current) return;
        drawFormula(box.current, tex);
        setScrolls(fitted(box.current));
        await document.fonts.ready;
        if (isCurrent && box.current) setScrolls(fitted(box.current));
      })
      .catch(() => isCurrent && setPlain(true));
    return () => {
      isCurrent = false;
    };
  }, [tex]);
  if (isPlain) return <p className={styles.source}>{tex}</p>;
  return (
    <figure
      ref={box}
      className={styles.formula}
      aria-label="Formula"
      // A part of the page that scrolls has to be reached by the keyboard.
      tabIndex={scrolls ? 0 : undefined}
    />
  );
}
