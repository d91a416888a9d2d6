import { connectBus, sealSecrets, type Bus } from '@filo/bus';
import type { ConnectedAccount } from '@filo/contracts';
import { createLogger } from '@filo/service';
import { anAccount, type FreshPrefix } from '@filo/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import type { RetryDelays } from '../accounts/retry-delay.js';
import { SecretOpener } from '../accounts/secret-opener.js';
import type { Channel } from '../channel.js';
import { Connector } from '../connector.js';

export const testLog = createLogger({ service: 'test', level: process.env.FILO_TEST_LOG ?? 'silent' });

export interface StartedConnector {
  connector: Connector;
  bus: Bus;
  stop(): Promise<void>;
}

export const connectorSecret = randomBytes(32).toString('base64url');

/** A connector in this process, on the test's streams, that is in more of a hurry than in production. */
export const startConnector = async (
  prefix: FreshPrefix,
  channel: Channel,
  over: { firstReconcileMs?: number; leaseTtlMs?: number; retries?: RetryDelays } = {},
): Promise<StartedConnector> => {
  const bus = await connectBus(prefix.busOptions(channel.name));
  const connector = await Connector.start({
    name: channel.name,
    channels: [channel],
    bus,
    opener: new SecretOpener(connectorSecret),
    instance: randomUUID(),
    log: testLog,
    retries: over.retries ?? { firstMs: 50, maxMs: 200 },
    times: { firstMs: over.firstReconcileMs ?? 3_600_000, everyMs: 3_600_000, retryMs: 500 },
    leaseTtlMs: over.leaseTtlMs,
  });
  const stop = async () => {
    await connector.stop();
    await bus.drain();
  };
  return { connector, bus, stop };
};

/** Seals as core does when it asks something of the connector. */
export const sealToConnector = (binding: string, secrets: Readonly<Record<string, string>>): string =>
  new SecretOpener(connectorSecret).seal(secrets, binding);

/** Opens what the connector sealed to itself. */
export const openAsConnector = (binding: string, sealed: string): Record<string, string> =>
  new SecretOpener(connectorSecret).open(sealed, binding);

/** An account as core would write it: secrets sealed to the connector. */
export const accountFor = (
  under: {
    channel: Channel;
    address: string;
    settings?: Record<string, unknown>;
    secrets?: Record<string, string>;
  },
  over: Partial<ConnectedAccount> = {},
): ConnectedAccount => {
  const account = anAccount({
    channel: under.channel.name,
    address: under.address,
    settings: under.settings ?? {},
    ...over,
  });
  if (under.secrets === undefined) return account;
  const { publicKey } = new SecretOpener(connectorSecret);
  return { ...account, sealedSecrets: sealSecrets(publicKey, account.accountId, under.secrets) };
};
