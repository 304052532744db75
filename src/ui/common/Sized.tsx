import type { ReactNode } from 'react';
import { useSize } from '../../plots';
import type { Size } from '../../plots/shared/props';

export interface SizedProps {
  /** Gives the box a size of its own. */
  readonly className: string | undefined;
  /** Draws what is in the box, at its size in whole pixels; not called while it has none. */
  readonly children: (size: Size) => ReactNode;
}

/** A box that is measured before anything is drawn in it. */
export function Sized({ className, children }: SizedProps) {
  const [box, size] = useSize();
  return (
    <div ref={box} className={className}>
      {size.width > 0 && size.height > 0 && children(size)}
    </div>
  );
}
