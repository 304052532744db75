import { type ComponentType, type FunctionComponent, lazy, Suspense } from 'react';

/** Fetches something while the browser is idle, so that it is there offline. */
export function fetchAtRest(load: () => Promise<unknown>) {
  const fetchNow = () => load().catch(() => undefined);
  if ('requestIdleCallback' in globalThis) requestIdleCallback(fetchNow, { timeout: 10_000 });
  else setTimeout(fetchNow, 2000);
}

const loads: (() => Promise<unknown>)[] = [];

/** Fetches every view that the first paint did without. */
export const fetchViews = () => Promise.all(loads.map((load) => load()));

function Missing() {
  return <p role="alert">This part of the page could not be fetched. Reload to try again.</p>;
}

/**
 * A view that the first paint does without. Nothing is shown until it is there; words, if it can't
 * be fetched.
 */
export function lazily<P extends object>(
  load: () => Promise<ComponentType<P>>,
): FunctionComponent<P> {
  loads.push(load);
  const View = lazy<ComponentType<P>>(() =>
    load().then(
      (view) => ({ default: view }),
      () => ({ default: Missing }),
    ),
  );
  return (props) => (
    <Suspense fallback={null}>
      <View {...(props as P & React.JSX.IntrinsicAttributes)} />
    </Suspense>
  );
}
