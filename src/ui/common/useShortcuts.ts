import { useEffect } from 'react';
import { clearBrush } from '../../state/brush';
import { evaluate } from '../../state/evaluation';
import { runStore } from '../../state/run';
import { pauseTraining, resetTraining, startTraining, stepOnce } from '../../state/training';
import { select } from '../../state/view';
import { keyIntent, pressOf } from './keyboard';

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
      if (rests || status === 'training') resetTraining();
      break;
    case 'evaluate':
      void evaluate();
      break;
    case 'clear':
      select(null);
      clearBrush();
      break;
    default:
      intent satisfies never;
  }
}

/** Space, S, R, E and Escape, wherever on the page. */
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
