/** How far a long read is. */
export interface Progress {
  /** "Reading pictures" */
  readonly doing: string;
  readonly done: number;
  /** 0: not known yet. */
  readonly of: number;
}

/** How a long read is followed and stopped. */
export interface Task {
  /** Stops the read, which then throws the signal's reason (an AbortError). */
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((progress: Progress) => void) | undefined;
}
