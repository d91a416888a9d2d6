import type { BusStatus } from './bus.js';

/** How the bus does, as a check of a service's health. */
export const busHealth = ({
  connected,
  reasons,
}: Pick<BusStatus, 'connected' | 'reasons'>): { state: 'ok' | 'degraded' | 'failed'; reason: string } => {
  const troubled = reasons.length === 0 ? 'ok' : 'degraded';
  return { state: connected ? troubled : 'failed', reason: reasons.join('; ') };
};
