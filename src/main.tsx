import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { offerScript } from './script/offer';
import { openSession, startSession } from './state/session';
import { App } from './ui/App';
import { applyStoredTheme } from './ui/common/theme';

/** Longest wait for an idle moment before the engine is fetched. */
const START_WITHIN_MS = 300;

applyStoredTheme();
openSession();
offerScript();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

/** After the first paint, so that the page stands before TensorFlow.js is on its way. */
requestAnimationFrame(() => {
  if ('requestIdleCallback' in globalThis)
    requestIdleCallback(() => startSession(), { timeout: START_WITHIN_MS });
  else setTimeout(startSession);
});
