import type { Bus } from '@filo/bus';
import type { HealthCheck, Logger } from '@filo/service';
import { wait } from './accounts/wait.js';

const lookEveryMs = 200;
const retryMs = 2_000;

/** How the bus does, as a check of the service's health. */
export const busHealth = (bus: Bus): HealthCheck => {
  const { connected, reasons } = bus.status();
  return {
    state: connected ? (reasons.length === 0 ? 'ok' : 'degraded') : 'failed',
    reason: reasons.join('; '),
  };
};

/** Calls `reconnected` each time the bus is back, again until it succeeds; ends when the signal aborts. */
export const watchReconnects = async (
  bus: Bus,
  reconnected: () => Promise<void>,
  { signal, log }: { signal: AbortSignal; log: Logger },
): Promise<void> => {
  let connected = bus.status().connected;
  let owed = false;
  while (!signal.aborted) {
    const now = bus.status().connected;
    owed ||= now && !connected;
    connected = now;
    if (owed && now) {
      try {
        await reconnected();
        owed = false;
      } catch (error) {
        log.warn({ err: error }, 'the bus is back but not ready');
        await wait(retryMs, signal);
      }
    }
    await wait(lookEveryMs, signal);
  }
};
