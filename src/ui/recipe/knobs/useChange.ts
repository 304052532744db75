import { type RefObject, useEffect, useRef } from 'react';

/**
 * Calls back when an input is finished: a slider let go, a number left or confirmed. React's own
 * onChange is the input event, which comes with every move.
 */
export function useChange(field: RefObject<HTMLInputElement | null>, done: (text: string) => void) {
  const latest = useRef(done);
  useEffect(() => {
    latest.current = done;
  });
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    const onChange = () => latest.current(element.value);
    element.addEventListener('change', onChange);
    return () => element.removeEventListener('change', onChange);
  }, [field]);
}
