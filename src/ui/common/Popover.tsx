import { type ReactNode, useId, useRef, useState } from 'react';
import styles from './Popover.module.css';

export interface PopoverProps {
  /** What the button shows. */
  readonly label: ReactNode;
  readonly buttonClass?: string | undefined;
  /** CSS custom properties of the button, as the colour of a lane. */
  readonly buttonStyle?: React.CSSProperties | undefined;
  readonly title?: string | undefined;
  /** Id of what describes the button. */
  readonly describedBy?: string | undefined;
  /** Drawn only while it is open. */
  readonly children: (close: () => void) => ReactNode;
}

const MARGIN = 8;

/** Puts the open popover under its button, and wholly within the window. */
function place(popover: HTMLElement, button: HTMLElement) {
  const box = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const left = Math.max(MARGIN, Math.min(box.left, innerWidth - width - MARGIN));
  const below = box.bottom + 4;
  const fitsBelow = below + height <= innerHeight - MARGIN;
  const top = fitsBelow ? below : Math.max(MARGIN, box.top - height - 4);
  popover.style.left = `${left}px`;
  popover.style.top = `${top}px`;
}

/** A button that opens a small panel: closes on Escape or a click elsewhere, focus returns. */
export function Popover({
  label,
  buttonClass,
  buttonStyle,
  title,
  describedBy,
  children,
}: PopoverProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const onToggle = (isOpen: boolean) => {
    if (isOpen && panel.current && button.current) {
      place(panel.current, button.current);
      const find = (what: string) => panel.current?.querySelector<HTMLElement>(what);
      (find('input:checked') ?? find('input, button, a') ?? panel.current).focus();
    }
    if (!isOpen) setOpen(false);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={buttonClass}
        style={buttonStyle}
        title={title}
        aria-describedby={describedBy}
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={open}
      >
        {label}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        tabIndex={-1}
        className={styles.panel}
        onBeforeToggle={(event) => {
          if (event.newState === 'open') setOpen(true);
        }}
        onToggle={(event) => onToggle(event.newState === 'open')}
      >
        {open && children(() => panel.current?.hidePopover())}
      </div>
    </>
  );
}
