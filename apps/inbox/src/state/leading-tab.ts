/** Of all tabs of this browser one makes the noise: the one that holds the lock. Answers whether this is it, and how to give it up. */
export function leadTab(name: string): { isLeading(): boolean; stop(): void } {
  const stopped = new AbortController();
  let leading = false;
  let leave: () => void = () => undefined;
  const held = () =>
    new Promise<void>((resolve) => {
      leading = true;
      leave = resolve;
    });
  // Rejects only when stopped while waiting.
  void navigator.locks?.request(name, { signal: stopped.signal }, held).catch(() => undefined);
  return {
    isLeading: () => leading,
    stop: () => {
      leading = false;
      stopped.abort();
      leave();
    },
  };
}
