import { Component, type ReactNode } from 'react';
import controls from './controls.module.css';

interface Properties {
  /** What broke, at the start of a sentence: "This lane". */
  readonly part: string;
  readonly children: ReactNode;
}

/** Drawing afresh is tried again only after this long: what breaks sooner would break for ever. */
const AFRESH_AFTER_MS = 500;

/** Whether React missed an element: translators and others put their own in the place of its text. */
const isMissed = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'NotFoundError';

/**
 * Shows words and a way on where drawing throws, so that the rest of the page stays. Where something
 * else than the page changed its elements, all is drawn afresh: nothing is lost, since what is shown
 * lies in the stores.
 */
export class ErrorBoundary extends Component<Properties, { readonly message: string | null }> {
  override state = { message: null };
  private drawnAfresh = Number.NEGATIVE_INFINITY;

  static getDerivedStateFromError = (error: unknown) => ({
    message: error instanceof Error ? error.message : String(error),
  });

  override componentDidCatch(error: unknown) {
    const now = performance.now();
    if (!isMissed(error) || now - this.drawnAfresh < AFRESH_AFTER_MS) return;
    this.drawnAfresh = now;
    this.setState({ message: null });
  }

  override render() {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <div role="alert">
        <p>
          {this.props.part} could not be drawn ({message}). Your experiment stays in the address
          bar.
        </p>
        <button type="button" className={controls.button} onClick={() => location.reload()}>
          Reload
        </button>
      </div>
    );
  }
}
