import { connect } from '@nats-io/transport-node';
import { errors, type NatsConnection } from '@nats-io/nats-core';
import { setTimeout as delay } from 'node:timers/promises';
import { PermanentError, TemporaryError } from '../errors.js';
import { checkTlsFiles, distrust } from './bus-tls.js';
import { connectionOptions, silentLog, type BusOptions } from './bus-options.js';

/**
 * Waits for the server as long as it takes, so that services may start in any order; says so every ten seconds. A wrong
 * password, or a certificate that one side does not trust, ends it at once: waiting does not cure that.
 */
export async function openConnection(options: BusOptions): Promise<NatsConnection> {
  const log = options.log ?? silentLog;
  const started = Date.now();
  let said = 0;
  checkTlsFiles(options);
  for (;;) {
    if (options.signal?.aborted === true)
      throw new TemporaryError(`The bus at ${String(options.servers)} is away`);
    try {
      return await connect({ ...connectionOptions(options), timeout: 5_000 });
    } catch (error) {
      if (error instanceof errors.AuthorizationError) throw refused(options, error);
      const why = distrust(error);
      if (why !== undefined) throw distrusted(options, why, error);
      const waitedMs = Date.now() - started;
      if (waitedMs >= said) {
        said = waitedMs + 10_000;
        log.warn({ servers: options.servers, waitedMs, error: String(error) }, 'bus away, trying again');
      }
      await delay(500);
    }
  }
}

const refused = (options: BusOptions, cause: unknown): PermanentError =>
  new PermanentError(
    'bus-refused',
    `The bus at ${String(options.servers)} refuses the user ${options.user ?? '(none)'}: check NATS_USER and NATS_PASSWORD`,
    { cause },
  );

export const distrusted = (
  { servers }: Pick<BusOptions, 'servers'>,
  why: string,
  cause: unknown,
): PermanentError =>
  new PermanentError(
    'bus-refused',
    `No safe connection to the bus at ${String(servers)}: ${why}. Nothing was sent. ` +
      'NATS_CA_FILE names who signed its certificate, which must hold the name in NATS_URL; NATS_CERT_FILE and NATS_KEY_FILE are what it may ask of us.',
    { cause },
  );
