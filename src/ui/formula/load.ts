/** Loads what draws formulas, once: half as much script again as the whole page, so never at first. */
export const loadFormulas = () => import('./draw');

/** Fetches it when the browser has nothing better to do, so that formulas are there offline. */
export function fetchFormulas() {
  const fetchNow = () => loadFormulas().catch(() => undefined);
  if ('requestIdleCallback' in globalThis) requestIdleCallback(fetchNow, { timeout: 10_000 });
  else setTimeout(fetchNow, 2000);
}
