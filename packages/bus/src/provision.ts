import { connect } from '@nats-io/transport-node';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { BusNames, factsBucket, serverFactsKey } from './connection/bus-names.js';
import { connectionOptions, type BusOptions } from './connection/bus-options.js';
import { checkTlsFiles, distrust } from './connection/bus-tls.js';
import { distrusted } from './connection/open-connection.js';
import { defaultConnectors } from './provisioning/connectors.js';
import { PermanentError, TemporaryError } from './errors.js';
import { ensureConsumer, ensureStream, type Done } from './provisioning/ensure-topology.js';
import { readSyncAlways } from './connection/read-server-facts.js';
import { judgeServer, type ServerFacts } from './connection/server-facts.js';
import { topology } from './provisioning/topology.js';

export interface ProvisionOptions {
  servers: string | readonly string[];
  tls?: BusOptions['tls'];
  user?: string;
  password?: string;
  inboxPrefix?: string;
  streamPrefix?: string;
  /** Connectors and the channels they serve. */
  connectors?: Readonly<Record<string, readonly string[]>>;
  /** The server's monitoring endpoint, such as `http://127.0.0.1:8222`: the one place that tells whether it fsyncs. */
  monitorUrl?: string;
  /** Somebody knows that the server fsyncs; counts only where the endpoint does not tell. */
  vouchedFor?: boolean;
  /** Refuses a server that does not fsync before it acknowledges, or of which that is not known. */
  productionMode?: boolean;
  /** A lease nobody renewed for this long is free again. */
  leaseTtlMs?: number;
}

export interface Provisioned {
  facts: ServerFacts;
  /** What is degraded and why. */
  degraded: string[];
  /** One entry per stream, consumer and bucket. */
  done: Done[];
}

/**
 * Makes every stream, consumer and bucket, brings changed ones up to date and leaves the rest alone: safe to run at every
 * start. Rejects with `TemporaryError` when the server is away, `PermanentError('bus-refused')` when it is not good enough.
 */
export async function provision(options: ProvisionOptions): Promise<Provisioned> {
  const connection = await open(options);
  try {
    const names = new BusNames(options.streamPrefix);
    const facts = await gatherFacts(connection, options);
    const judgement = judgeServer(facts.version, facts.syncAlways, options.productionMode ?? false);
    if (judgement.refused !== undefined) throw new PermanentError('bus-refused', judgement.refused);
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: 10_000 });
    const wanted = topology(names, {
      connectors: options.connectors ?? defaultConnectors,
      leaseTtlMs: options.leaseTtlMs ?? 20_000,
    });
    const streams = await Promise.all(wanted.streams.map((stream) => ensureStream(manager, stream)));
    const consumers = await Promise.all(
      wanted.consumers.map(({ stream, config }) => ensureConsumer(manager, stream, config)),
    );
    await writeFacts(connection, names, facts);
    return { facts, degraded: judgement.degraded, done: [...streams, ...consumers] };
  } finally {
    await connection.close();
  }
}

async function open(options: ProvisionOptions): Promise<NatsConnection> {
  checkTlsFiles(options);
  try {
    return await connect({
      ...connectionOptions({ ...options, service: 'provisioner' }),
      timeout: 5_000,
      reconnect: false,
    });
  } catch (cause) {
    const why = distrust(cause);
    if (why !== undefined) throw distrusted(options, why, cause);
    throw new TemporaryError(`The bus at ${String(options.servers)} could not be reached for provisioning`, {
      cause,
    });
  }
}

async function gatherFacts(
  connection: NatsConnection,
  { monitorUrl, vouchedFor }: ProvisionOptions,
): Promise<ServerFacts> {
  return {
    version: connection.info?.version ?? '0.0.0',
    serverName: connection.info?.server_name ?? '',
    syncAlways: (await readSyncAlways(monitorUrl)) ?? (vouchedFor === true ? true : undefined),
    checkedAt: new Date().toISOString(),
  };
}

async function writeFacts(connection: NatsConnection, names: BusNames, facts: ServerFacts): Promise<void> {
  const subject = `$KV.${names.bucket(factsBucket)}.${serverFactsKey}`;
  await connection.request(subject, JSON.stringify(facts), { timeout: 5_000 });
}
