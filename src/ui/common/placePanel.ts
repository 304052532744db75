const MARGIN = 8;
const APART = 4;
/**
 * If there is this much room below a button, in pixels, the panel hangs there even if it has to
 * scroll.
 */
const ENOUGH = 320;

/** The edges of a box within the window. */
interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Upper left corner of a panel, and the greatest height it may have. */
export interface Spot {
  readonly left: number;
  readonly top: number;
  readonly most: number;
}

/**
 * Where a panel of this size goes: below its button, or above it if there is more room there, and
 * always within the window. A panel that may leave its `column` stands to the right of it if there
 * is room, and covers the button rather than scroll.
 */
export function spotOf(button: Box, column: Box | null, panel: Extent, inside: Extent): Spot {
  const whole = inside.height - 2 * MARGIN;
  if (column && column.right + MARGIN + panel.width <= inside.width - MARGIN) {
    const top = Math.max(MARGIN, Math.min(button.top, inside.height - panel.height - MARGIN));
    return { left: column.right + MARGIN, top, most: whole };
  }
  const left = Math.max(MARGIN, Math.min(button.left, inside.width - panel.width - MARGIN));
  const below = inside.height - MARGIN - button.bottom - APART;
  const above = button.top - APART - MARGIN;
  if (column && panel.height > Math.max(below, above))
    return { left, top: Math.max(MARGIN, inside.height - panel.height - MARGIN), most: whole };
  if (panel.height <= below || below >= Math.max(ENOUGH, above))
    return { left, top: button.bottom + APART, most: below };
  if (panel.height <= above || above >= ENOUGH) {
    const height = Math.min(panel.height, above);
    return { left, top: button.top - APART - height, most: above };
  }
  return { left, top: MARGIN, most: whole };
}

/** Puts an open panel in its place. */
export function placePanel(panel: HTMLElement, button: HTMLElement) {
  const column = button.closest('aside')?.getBoundingClientRect() ?? null;
  const isReading = panel.dataset.reading === 'true';
  const size = { width: panel.offsetWidth, height: panel.scrollHeight + 2 };
  const { left, top, most } = spotOf(
    button.getBoundingClientRect(),
    isReading ? column : null,
    size,
    { width: innerWidth, height: innerHeight },
  );
  panel.style.left = `${left}px`;
  panel.style.top = `${top}px`;
  panel.style.maxHeight = `${most}px`;
}
