/** Which mailboxes have been read to their end since this process listens; a reconcile waits for that. */
export class CaughtUp {
  private readonly done = new Set<string>();
  private readonly waiting = new Map<string, Set<() => void>>();

  mark(accountId: string): void {
    this.done.add(accountId);
    for (const go of this.waiting.get(accountId) ?? []) go();
    this.waiting.delete(accountId);
  }

  /** A new listener begins. */
  unmark(accountId: string): void {
    this.done.delete(accountId);
  }

  /** Resolves also when the signal aborts. */
  wait(accountId: string, signal: AbortSignal): Promise<void> {
    if (this.done.has(accountId) || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const waiting = this.waiting.get(accountId) ?? new Set();
      this.waiting.set(accountId, waiting.add(resolve));
      signal.addEventListener('abort', () => (waiting.delete(resolve), resolve()), { once: true });
    });
  }
}
