import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef } from 'react';
import type { ItemPointing } from '../shared/props';
import { draggedRotation, itemAt, itemTowards, type MapFrame, type Projected } from './geometry';

const ARROWS: Record<string, readonly [right: number, down: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A drag starts after this many pixels; less is a click. */
const DRAG_START = 4;
/** How far an arrow key turns the sphere, as if dragged by pixels. */
const KEY_DRAG = 12;

type Pointing = Pick<ItemPointing, 'onHover' | 'onSelect'> & {
  readonly onRotate: ((rotation: readonly [number, number]) => void) | undefined;
  readonly hovered: number | null;
  readonly selected: number | null;
  readonly rotation: readonly [number, number];
  readonly turns: boolean;
  /** Called with the place of the pointer over the map, pixels; with nulls once it has left. */
  readonly onPoint: (left: number | null, top: number | null) => void;
};

/**
 * Pointer and keys over a map: hovering and clicking items, dragging and arrow keys to turn a
 * sphere; on a flat map the arrow keys move the selection to the next item that way.
 */
export function useMapPointer(at: Projected, frame: MapFrame, pointing: Pointing) {
  const drag = useRef<{ x: number; y: number; isOn: boolean } | null>(null);
  const wasDragged = useRef(false);
  const { hovered, selected, rotation, turns, onHover, onSelect, onRotate, onPoint } = pointing;

  const under = (event: MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return itemAt(at, event.clientX - box.left, event.clientY - box.top);
  };
  const hover = (item: number | null) => {
    if (item !== hovered) onHover?.(item);
  };

  return {
    onPointerDown(event: PointerEvent) {
      wasDragged.current = false;
      if (turns) drag.current = { x: event.clientX, y: event.clientY, isOn: false };
    },
    onPointerMove(event: PointerEvent) {
      const from = drag.current;
      if (!from) {
        const box = event.currentTarget.getBoundingClientRect();
        onPoint(event.clientX - box.left, event.clientY - box.top);
        return hover(under(event));
      }
      const [right, down] = [event.clientX - from.x, event.clientY - from.y];
      if (!from.isOn && Math.hypot(right, down) < DRAG_START) return;
      if (!from.isOn) event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, y: event.clientY, isOn: true };
      wasDragged.current = true;
      onRotate?.(draggedRotation(rotation, right, down, frame));
    },
    onPointerUp() {
      drag.current = null;
    },
    onPointerCancel() {
      drag.current = null;
    },
    onPointerLeave() {
      onPoint(null, null);
      if (!drag.current?.isOn) {
        drag.current = null;
        hover(null);
      }
    },
    onClick(event: MouseEvent) {
      if (!wasDragged.current) onSelect?.(under(event));
      wasDragged.current = false;
    },
    onKeyDown(event: KeyboardEvent) {
      const arrow = ARROWS[event.key];
      if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const [right, down] = arrow;
      if (turns) onRotate?.(draggedRotation(rotation, right * KEY_DRAG, down * KEY_DRAG, frame));
      else {
        const next = itemTowards(at, selected, right, down, frame);
        if (next !== null) onSelect?.(next);
      }
    },
  };
}
