import { useEffect } from 'react';
import { clearBrush } from '../../state/brush';
import { evaluate } from '../../state/evaluation';
import { runStore, showNotice } from '../../state/run';
import { pauseTraining, resetTraining, startTraining, stepOnce } from '../../state/training';
import { redo, undo } from '../../state/undo';
import { select } from '../../state/view';
import { keyIntent, pressOf } from './keyboard';

const ASKED = 'Press R again to send every lane back to step 0.';

/** Resets at the second press: a slip of one key loses nothing. */
function askToReset() {
  const { step, notice } = runStore.getState();
  if (step === 0 || notice === ASKED) return resetTraining();
  showNotice(ASKED);
  setTimeout(() => {
    if (runStore.getState().notice === ASKED) showNotice(null);
  }, 5000);
}

/** Does what a key asks, if the run is in a state for it. */
function act(intent: NonNullable<ReturnType<typeof keyIntent>>) {
  const { status } = runStore.getState();
  const rests = status === 'idle' || status === 'stopped';
  switch (intent) {
    case 'toggle':
      if (status === 'training') pauseTraining();
      else if (rests) startTraining();
      break;
    case 'step':
      if (rests) stepOnce();
      break;
    case 'reset':
      if (rests || status === 'training') askToReset();
      break;
    case 'evaluate':
      void evaluate();
      break;
    case 'clear':
      select(null);
      clearBrush();
      break;
    case 'undo':
      undo();
      break;
    case 'redo':
      redo();
      break;
    default:
      intent satisfies never;
  }
}

/** Space, S, R, E, Escape, Ctrl+Z and Ctrl+Shift+Z, wherever on the page. */
export function useShortcuts() {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const intent = keyIntent(pressOf(event));
      if (!intent) return;
      event.preventDefault();
      if (!event.repeat || intent === 'step') act(intent);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
