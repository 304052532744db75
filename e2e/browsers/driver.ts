/**
 * A browser with one page, driven from outside. Its methods are named after the standards behind
 * them: WebDriver BiDi (https://w3c.github.io/webdriver-bidi) and WebDriver
 * (https://w3c.github.io/webdriver).
 */
export interface Driver {
  readonly version: string;
  /** What the console calls an error, and uncaught exceptions. */
  errors(): Promise<readonly string[]>;
  /** Resolves when the page has loaded. */
  navigate(address: string): Promise<void>;
  /** Calls a function, given as text, in the page; awaits what it returns, which must be JSON. */
  call(source: string, argument: unknown): Promise<unknown>;
  /** Keys and pointer movements as the standards describe them. */
  performActions(actions: readonly ActionSource[]): Promise<void>;
  /** Chooses files in the `<input type="file">` at this CSS selector. */
  setFiles(selector: string, paths: readonly string[]): Promise<void>;
  /** The page as PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

export interface ActionSource {
  readonly type: 'key' | 'pointer';
  readonly id: string;
  readonly actions: readonly Readonly<Record<string, string | number>>[];
}

/** The size of the page, in CSS pixels. */
export const VIEWPORT = { width: 1440, height: 900 } as const;
