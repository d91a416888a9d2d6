import { serviceEnvironment } from './config.js';
import { HealthRegistry } from './health-registry.js';
import { HealthServer } from './health-server.js';
import { ConfigError, loadConfig } from './load-config.js';
import { createLogger } from './logger.js';
import { Metrics } from './metrics.js';
import { heartbeatOf, newInstance, type Service } from './service.js';
import { serviceConfig, type ServiceConfig } from './settings.js';
import { Shutdown } from './shutdown.js';
import { watchParent } from './watch-parent.js';

/**
 * Runs one service in this process: settings, log, health and metrics (on `healthPort` unless the settings name another), `bootstrap`, one ready line, and on SIGTERM or
 * SIGINT a shutdown in two phases with a deadline. A second signal ends at once. An error nobody caught is logged, and the
 * process ends with 1: whoever supervises it starts it anew, and nothing accepted is lost by that.
 */
export const runService = async (
  name: string,
  bootstrap: (service: Service) => Promise<void>,
  options: { version?: string | undefined; healthPort?: number | undefined } = {},
): Promise<void> => {
  const config = readSettings(name);
  const log = createLogger({ service: name, level: config.FILO_LOG_LEVEL });
  const health = new HealthRegistry();
  const metrics = new Metrics(name);
  metrics.collectDefaults();
  const shutdown = new Shutdown(log, config.FILO_SHUTDOWN_MS);
  const stopping = new AbortController();
  let port: number | undefined;

  const end = (exitCode: number, reason: string): void => {
    if (stopping.signal.aborted) return;
    log[exitCode === 0 ? 'info' : 'fatal']({ reason, exitCode }, 'stopping');
    health.drain();
    stopping.abort(new Error(reason));
    void shutdown.run().then((inTime) => process.exit(inTime ? exitCode : 1));
  };
  const service: Service = {
    name,
    instance: newInstance(),
    version: options.version ?? '0.1.0',
    startedAt: new Date(),
    config,
    log,
    health,
    metrics,
    signal: stopping.signal,
    onStop: (step) => shutdown.onStop(step),
    onClose: (step) => shutdown.onClose(step),
    end,
    healthPort: () => port,
    heartbeat: () => heartbeatOf(service),
  };
  catchSignals(end, stopping.signal);
  catchErrors(service);
  if (config.FILO_EXIT_WITH_PARENT) watchParent(() => end(0, 'the parent process is gone'), stopping.signal);

  try {
    health.set('start', 'starting', 'not everything is started yet');
    const server = new HealthServer(health, metrics);
    port = await listenForHealth(server, config, options.healthPort ?? 0);
    shutdown.onClose(() => server.close());
    await bootstrap(service);
    health.remove('start');
    if (!stopping.signal.aborted) {
      log.info(
        {
          instance: service.instance,
          pid: process.pid,
          healthPort: port,
          startMs: Date.now() - service.startedAt.getTime(),
        },
        'ready',
      );
    }
  } catch (error) {
    failToStart(service, error);
  }
};

/** A port that was asked for must be had; the usual one gives way to a free one, so that two replicas start on one host. */
const listenForHealth = async (
  server: HealthServer,
  { FILO_HEALTH_PORT: wanted, FILO_HEALTH_HOST: host }: ServiceConfig,
  usual: number,
): Promise<number> => {
  if (wanted !== undefined) return server.listen(wanted, host);
  try {
    return await server.listen(usual, host);
  } catch {
    return server.listen(0, host);
  }
};

const readSettings = (name: string) => {
  try {
    return loadConfig(serviceConfig, serviceEnvironment());
  } catch (error) {
    process.stderr.write(`${name}: ${(error as Error).message}\n`);
    process.exit(1);
  }
};

const failToStart = (service: Service, error: unknown): void => {
  // Settings are read by people at a terminal: plain lines, no stack.
  if (error instanceof ConfigError) process.stderr.write(`${service.name}: ${error.message}\n`);
  else service.log.fatal({ err: error }, 'cannot start');
  service.end(1, 'cannot start');
};

const catchSignals = (end: (code: number, reason: string) => void, stopping: AbortSignal): void => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping.aborted) process.exit(1);
      end(0, signal);
    });
  }
};

const catchErrors = (service: Service): void => {
  for (const kind of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(kind, (error: unknown) => {
      service.log.fatal({ err: error, kind }, 'an error nobody caught');
      service.end(1, kind);
    });
  }
};
