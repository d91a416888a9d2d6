import { busHealth, busTlsOf, connectBus, type Bus, type BusOptions } from '@filo/bus';
import { aliveSubject } from '@filo/contracts';
import { runService, type Service } from '@filo/service';
import { SecretOpener } from './accounts/secret-opener.js';
import { wait } from './accounts/wait.js';
import type { Channel } from './channel.js';
import type { ConnectorConfig } from './connector-settings.js';
import { Connector } from './connector.js';
import { serveQuestions } from './questions/questions-server.js';
import { watchReconnects } from './watch-bus.js';

export interface RunConnectorOptions<Config extends ConnectorConfig> {
  /** NATS user, and the end of the names of this connector's buckets. */
  name: string;
  /** Reads the environment; called once, so that a fault is told like any other fault of the start. */
  config: () => Config;
  /** Makes the channels, before the bus is there: a door may open and answer 503 meanwhile. */
  channels: (context: {
    service: Service;
    config: Config;
  }) => readonly Channel[] | Promise<readonly Channel[]>;
  /** Called when the accounts present have been read. */
  started?: (connector: Connector) => void;
  version?: string;
  /** Where health and metrics are served unless the settings name another port. */
  healthPort?: number;
}

const aliveEveryMs = 5_000;
const startRetryMs = 1_000;

/**
 * Runs a connector as a service: everything round its channels, from settings to shutdown. Waits for a bus that is not
 * there yet. See docs/adding-a-channel.md.
 */
export const runConnector = <Config extends ConnectorConfig>(
  options: RunConnectorOptions<Config>,
): Promise<void> =>
  runService(options.name, (service) => bootstrap(service, options), {
    version: options.version,
    healthPort: options.healthPort,
  });

const bootstrap = async <Config extends ConnectorConfig>(
  service: Service,
  options: RunConnectorOptions<Config>,
): Promise<void> => {
  const config = options.config();
  const channels = await options.channels({ service, config });
  service.health.set('bus', 'starting', 'waiting for the bus');
  const busOptions = busOptionsOf(options.name, config, service);
  const bus = await connectBus(busOptions);
  service.onClose(() => bus.drain());
  service.health.watch('bus', () => busHealth(bus.status()));

  const connector = await startWhenReady(service, () =>
    Connector.start({
      name: options.name,
      channels,
      bus,
      opener: new SecretOpener(config.FILO_SECRET_KEY),
      instance: service.instance,
      log: service.log,
    }),
  );
  if (connector === undefined) return;
  service.onStop(() => connector.stop());
  const questions = await serveQuestions(options.name, connector.answers, busOptions);
  service.onStop(() => questions.close());
  service.health.watch('accounts', () => accountsHealth(connector));
  connector.ended.catch((error: unknown) => {
    service.log.fatal({ err: error }, 'sends are not taken any more');
    service.end(1, 'sends are not taken any more');
  });
  void watchReconnects(bus, () => connector.reconnected(), service);
  sayAlive(
    service,
    bus,
    channels.map((channel) => channel.name),
  );
  options.started?.(connector);
};

const busOptionsOf = (name: string, config: ConnectorConfig, service: Service): BusOptions => ({
  servers: config.NATS_URL,
  tls: busTlsOf(config),
  user: config.NATS_USER,
  password: config.NATS_PASSWORD,
  service: name,
  streamPrefix: config.FILO_STREAM_PREFIX,
  productionMode: config.NODE_ENV === 'production',
  log: service.log,
  signal: service.signal,
});

/** The provisioner may still be at work: keeps trying until the service is told to stop. */
const startWhenReady = async (
  service: Service,
  start: () => Promise<Connector>,
): Promise<Connector | undefined> => {
  let told = '';
  while (!service.signal.aborted) {
    try {
      const connector = await start();
      service.health.remove('connector');
      return connector;
    } catch (error) {
      service.health.set(
        'connector',
        'starting',
        'the bus holds no buckets for this connector yet; it is tried again',
      );
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== told) service.log.warn({ err: error }, 'the connector cannot start yet');
      told = reason;
      await wait(startRetryMs, service.signal);
    }
  }
  return undefined;
};

/** Accounts in trouble never make the service unready: the others work. */
const accountsHealth = (connector: Connector) => {
  const { count, all } = connector.health.troubled();
  if (count === 0) return { state: 'ok' as const, reason: '' };
  // Why stands at each account, by its name and in the reader's language; said here too, it would be cut in the middle.
  const reason = `${count} of ${all} accounts ${count === 1 ? 'is' : 'are'} in trouble; each says why and what to do`;
  return { state: 'degraded' as const, reason, why: [{ code: 'accounts-in-trouble', with: { count, all } }] };
};

/** Core learns from it that the service lives, and which channels can be spoken. */
const sayAlive = (service: Service, bus: Bus, channels: readonly string[]): void => {
  const say = () =>
    void service
      .heartbeat()
      .then((payload) => bus.emit(aliveSubject(service.name, service.instance), { ...payload, channels }))
      .catch((error: unknown) => service.log.warn({ err: error }, 'could not say that it lives'));
  say();
  const timer = setInterval(say, aliveEveryMs);
  service.onStop(() => clearInterval(timer));
};
