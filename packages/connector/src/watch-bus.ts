import type { Bus } from '@filo/bus';
import type { Logger } from '@filo/service';
import { wait } from './accounts/wait.js';

const retryMs = 1_000;

/** Calls `reconnected` each time the bus is back, again until it succeeds; ends when the signal aborts. */
export const watchReconnects = async (
  bus: Pick<Bus, 'reconnected'>,
  reconnected: () => Promise<void>,
  { signal, log }: { signal: AbortSignal; log: Logger },
): Promise<void> => {
  let owed = false;
  let wake = () => {};
  const forget = bus.reconnected(() => {
    owed = true;
    wake();
  });
  signal.addEventListener('abort', () => wake(), { once: true });
  while (!signal.aborted) {
    if (!owed) await new Promise<void>((resolve) => (wake = resolve));
    if (signal.aborted) break;
    owed = false;
    try {
      await reconnected();
    } catch (error) {
      log.warn({ err: error }, 'the bus is back but not ready');
      owed = true;
      await wait(retryMs, signal);
    }
  }
  forget();
};
