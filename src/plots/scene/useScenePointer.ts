import type { KeyboardEvent, MouseEvent } from 'react';
import type { ItemPointing } from '../shared/props';
import { type ItemGrid, itemAt, itemTowards, type SceneLayout } from './geometry';

const ARROWS: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Pointer and arrow keys over scenes: hovering and selecting items. */
export function useScenePointer(
  grid: ItemGrid,
  layout: SceneLayout,
  step: number,
  {
    hovered,
    selected,
    onHover,
    onSelect,
  }: Required<Pick<ItemPointing, 'hovered' | 'selected'>> & ItemPointing,
) {
  const under = (event: MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return itemAt(grid, layout, step, event.clientX - box.left, event.clientY - box.top);
  };
  const hover = (item: number | null) => {
    if (item !== hovered) onHover?.(item);
  };
  return {
    onPointerMove: (event: MouseEvent) => hover(under(event)),
    onPointerLeave: () => hover(null),
    onClick: (event: MouseEvent) => onSelect?.(under(event)),
    onKeyDown(event: KeyboardEvent) {
      const arrow = ARROWS[event.key];
      if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const next = itemTowards(grid, layout, selected, ...arrow);
      if (next !== null) onSelect?.(next);
    },
  };
}
