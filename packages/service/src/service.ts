import { randomUUID } from 'node:crypto';
import type { ServiceConfig } from './settings.js';
import type { Health, HealthRegistry } from './health-registry.js';
import type { Logger } from './logger.js';
import type { Metrics } from './metrics.js';

/** What bootstrap gets: everything a service has before it does anything. */
export interface Service {
  readonly name: string;
  /** Tells two replicas apart; new at every start. */
  readonly instance: string;
  readonly version: string;
  readonly startedAt: Date;
  readonly config: ServiceConfig;
  readonly log: Logger;
  readonly health: HealthRegistry;
  readonly metrics: Metrics;
  /** Aborts when shutdown begins: loops end after what they have in hand. */
  readonly signal: AbortSignal;
  /** Phase one of a shutdown: take nothing new. Called in order of registration. */
  onStop(stop: () => Promise<void> | void): void;
  /** Phase two, after every stop: finish, flush, close. Called in reverse order. */
  onClose(close: () => Promise<void> | void): void;
  /** Begins a shutdown from inside; the process ends with this code. */
  end(exitCode: number, reason: string): void;
  /** The port of health and metrics, once it listens. */
  healthPort(): number | undefined;
  /** The payload that says "I live" on the bus; shape of `serviceHealth` in `@filo/contracts`. */
  heartbeat(): Promise<Heartbeat>;
}

export interface Heartbeat {
  service: string;
  instance: string;
  version: string;
  state: Health['state'];
  reasons: string[];
  reasonWhys: Health['reasonWhys'];
  startedAt: string;
  pid: number;
  httpPort?: number;
}

export const newInstance = (): string => randomUUID().slice(0, 8);

/** Reasons are cut to what the contract carries. */
export const heartbeatOf = async (service: Service): Promise<Heartbeat> => {
  const now = await service.health.look();
  const port = service.healthPort();
  return {
    service: service.name,
    instance: service.instance,
    version: service.version,
    state: now.state,
    reasons: now.reasons.map((reason) => reason.slice(0, 500)),
    reasonWhys: now.reasonWhys,
    startedAt: service.startedAt.toISOString(),
    pid: process.pid,
    ...(port === undefined ? {} : { httpPort: port }),
  };
};
