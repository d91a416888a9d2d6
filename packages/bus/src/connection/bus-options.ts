import { tlsOptions, type BusTls } from './bus-tls.js';

/** Where warnings of the bus go: fields, not sentences. */
export interface BusLog {
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
}

export interface BusOptions {
  /** One or several addresses, such as `nats://127.0.0.1:4222`; with `tls://` nothing is ever sent in clear. */
  servers: string | readonly string[];
  tls?: BusTls;
  user?: string;
  password?: string;
  /** Shown by the server for this connection, and the queue group of those who answer questions together. */
  service: string;
  /** Keeps test files apart on one server: letters and digits. Empty in production. */
  streamPrefix?: string;
  /** Default `_INBOX_<user>`, as the permission table demands. */
  inboxPrefix?: string;
  /** Refuses a server that does not fsync before it acknowledges, or of which that is not known. */
  productionMode?: boolean;
  log?: BusLog;
  /** Gives up waiting for a server that is not there yet. */
  signal?: AbortSignal;
}

export const silentLog: BusLog = { info: () => {}, warn: () => {}, error: () => {} };

/** What the NATS client and Nest's NATS transport are both given: reconnect for ever, an inbox prefix per user. */
export const connectionOptions = (options: BusOptions) => ({
  servers: typeof options.servers === 'string' ? options.servers.split(',') : [...options.servers],
  user: options.user,
  pass: options.password,
  name: options.service,
  inboxPrefix: options.inboxPrefix ?? (options.user === undefined ? '_INBOX' : `_INBOX_${options.user}`),
  maxReconnectAttempts: -1,
  reconnectTimeWait: 250,
  reconnectJitter: 250,
  tls: tlsOptions(options),
  // After the first connect a refusal is the server's trouble, such as a restart with an old file: keep trying.
  ignoreAuthErrorAbort: true,
  pingInterval: 20_000,
  // Else every request makes an Error, only for its stack: a tenth of a millisecond, twice a mail.
  noAsyncTraces: true,
});
