import { viewStore } from '../../state/view';

/** What a key asks of the page if no control wants it. */
export type KeyIntent = 'toggle' | 'step' | 'reset' | 'evaluate' | 'clear' | 'undo' | 'redo';

/** What matters of a key press and of what has the focus. */
export interface KeyPress {
  readonly key: string;
  readonly modified: boolean;
  /** Ctrl or Cmd is held, without Alt. */
  readonly command: boolean;
  readonly shift: boolean;
  /** Whether single letters act at all. */
  readonly letters: boolean;
  /** Tag name of what has the focus, in lower case, with the type of an input: "input:range". */
  readonly target: string;
  readonly editable: boolean;
  /** A popover or dialog is open: keys belong to it. */
  readonly covered: boolean;
}

const TYPED_IN = /^(textarea|select|input:(text|number|search|url))$/;
/** Controls for which Space has a meaning already. */
const PRESSED = /^(button|summary|input:(?!range).*)$/;

/** Space, S, R, E, Escape, Ctrl+Z and Ctrl+Shift+Z; null where the key is not for the page. */
export function keyIntent({
  key,
  modified,
  target,
  editable,
  covered,
  command,
  shift,
  letters,
}: KeyPress): KeyIntent | null {
  if (covered || editable || TYPED_IN.test(target)) return null;
  if (command && /^z$/i.test(key)) return shift ? 'redo' : 'undo';
  if (modified || (!letters && /^[a-z]$/i.test(key))) return null;
  switch (key) {
    case ' ':
      return PRESSED.test(target) ? null : 'toggle';
    case 's':
    case 'S':
      return 'step';
    case 'r':
    case 'R':
      return 'reset';
    case 'e':
    case 'E':
      return 'evaluate';
    case 'Escape':
      return 'clear';
    default:
      return null;
  }
}

/** Reads a key event as a press. */
export function pressOf(event: KeyboardEvent): KeyPress {
  const element = event.target instanceof HTMLElement ? event.target : document.body;
  const tag = element.localName;
  return {
    key: event.key,
    modified: event.ctrlKey || event.metaKey || event.altKey,
    command: (event.ctrlKey || event.metaKey) && !event.altKey,
    shift: event.shiftKey,
    letters: viewStore.getState().letterKeys,
    target: element instanceof HTMLInputElement ? `input:${element.type}` : tag,
    editable: element.isContentEditable,
    covered: document.querySelector(':popover-open, dialog[open]') !== null,
  };
}
