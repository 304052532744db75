import type { ComponentType } from 'react';
import type { LensId } from '../../parts/datasets/learned';

/** What lanes can show in place of the map: what was learnt of the very problem the data pose. */
export interface Lens {
  /** Its word on the switch beside "Map". */
  readonly label: string;
  /** Whether it is what a visitor sees first. */
  readonly isFirst?: boolean;
  /** What stands in a lane, in the room of the map. */
  readonly View: ComponentType<{ id: number }>;
  /** Above all lanes: what every one of them is asked. */
  readonly Question?: ComponentType;
}

export const lenses: Readonly<Partial<Record<LensId, Lens>>> = {};
