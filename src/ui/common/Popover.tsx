import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import styles from './Popover.module.css';
import { placePanel } from './placePanel';

export interface PopoverProps {
  /** What the button shows. */
  readonly label: ReactNode;
  readonly buttonClass?: string | undefined;
  /** CSS custom properties of the button, such as the colour of a lane. */
  readonly buttonStyle?: React.CSSProperties | undefined;
  readonly title?: string | undefined;
  /** Id of what describes the button. */
  readonly describedBy?: string | undefined;
  /**
   * Name of the button and its panel, if the panel is for reading: then the panel itself takes the
   * focus, and more room. Begins with what the button shows.
   */
  readonly reading?: string | undefined;
  /** Drawn only while it is open. */
  readonly children: (close: () => void) => ReactNode;
}

/** Where the focus goes in a panel that opens: to what is chosen, else to the first control. */
function focusIn(panel: HTMLElement, isReading: boolean) {
  const find = (what: string) => panel.querySelector<HTMLElement>(what);
  const control = find('input:checked, [aria-current="true"]') ?? find('input, button, a');
  ((isReading ? null : control) ?? panel).focus();
}

/** A button that opens a small panel: closes on Escape or a click elsewhere, focus returns. */
export function Popover({
  label,
  buttonClass,
  buttonStyle,
  title,
  describedBy,
  reading,
  children,
}: PopoverProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  // The content may arrive or grow while the panel is open.
  useEffect(() => {
    const element = panel.current;
    if (!open || !element) return;
    const place = () => {
      if (button.current) placePanel(element, button.current);
      // A panel that only scrolls has to be reached by the keyboard.
      element.tabIndex = element.querySelector('input, button, a') ? -1 : 0;
      if (document.activeElement === element) focusIn(element, reading !== undefined);
    };
    const observer = new ResizeObserver(place);
    observer.observe(element);
    return () => observer.disconnect();
  }, [open, reading]);
  const onToggle = (isOpen: boolean) => {
    if (isOpen && panel.current && button.current) {
      placePanel(panel.current, button.current);
      focusIn(panel.current, reading !== undefined);
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
        aria-label={reading}
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
        {...(reading ? { role: 'dialog', 'aria-label': reading } : {})}
        className={styles.panel}
        data-reading={reading !== undefined}
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
