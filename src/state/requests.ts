import type { Reply, ReplyTypes, Report } from '../protocol/messages';

interface PendingReply {
  readonly done: (reply: never) => void;
  readonly fail: (error: Error) => void;
}

/** Requests to the worker that are not answered yet. No request number is used twice. */
export class Requests {
  private last = 0;
  private readonly waiting = new Map<number, PendingReply>();

  /**
   * Sends a request under a new number and waits for the reply. Rejects with a sentence if the
   * request is superseded or given up.
   */
  ask<T extends keyof ReplyTypes>(send: (request: number) => void): Promise<Reply<T>> {
    const request = ++this.last;
    return new Promise((done, fail) => {
      this.waiting.set(request, { done, fail });
      send(request);
    });
  }

  /** Settles the request that a report answers; does nothing for any other report. */
  settle(report: Report) {
    if (!('request' in report)) return;
    const { done, fail } = this.waiting.get(report.request) ?? {};
    this.waiting.delete(report.request);
    if (report.type === 'superseded') fail?.(new Error(report.message));
    else done?.(report as never);
  }

  /** Rejects all pending requests, because nothing will answer them any more. */
  giveUp(reason: string) {
    for (const { fail } of this.waiting.values()) fail(new Error(reason));
    this.waiting.clear();
  }
}
