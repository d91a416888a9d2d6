const pollMs = 500;

/**
 * Calls back once when the process that started this one is gone, which the system shows as another parent id. A killed
 * launcher cannot tell its children, so they look.
 */
export const watchParent = (gone: () => void, signal: AbortSignal): void => {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, pollMs);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
};
