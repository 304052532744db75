import { Component, type ReactNode } from 'react';
import controls from './controls.module.css';

interface Properties {
  /** What broke, at the start of a sentence: "This lane". */
  readonly part: string;
  readonly children: ReactNode;
}

/** Shows words and a way on where drawing throws, so that the rest of the page stays. */
export class ErrorBoundary extends Component<Properties, { readonly message: string | null }> {
  override state = { message: null };

  static getDerivedStateFromError = (error: unknown) => ({
    message: error instanceof Error ? error.message : String(error),
  });

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
