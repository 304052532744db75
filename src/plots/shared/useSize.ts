import { useCallback, useState } from 'react';
import type { Size } from './props';

/**
 * Measures an element: `const [ref, size] = useSize()`. Whole CSS pixels of its content box; 0 by 0
 * until it is laid out. Give the element a size of its own, or the plot in it will feed back.
 */
export function useSize(): [(element: Element | null) => (() => void) | undefined, Size] {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const ref = useCallback((element: Element | null) => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      const height = Math.floor(entry?.contentRect.height ?? 0);
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
