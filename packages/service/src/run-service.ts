import { HealthServer } from './health-server.js';
import { ConfigError } from './load-config.js';
import { makeService } from './make-service.js';
import type { Service } from './service.js';
import type { ServiceConfig } from './settings.js';
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
  const { service, tellPort } = makeService(name, options.version);
  const { config, health, log, signal } = service;
  catchSignals(service);
  catchErrors(service);
  if (config.FILO_EXIT_WITH_PARENT) watchParent(() => service.end(0, 'the parent process is gone'), signal);

  try {
    health.set('start', 'starting', 'not everything is started yet');
    const server = new HealthServer(health, service.metrics);
    const healthPort = await listenForHealth(server, config, options.healthPort ?? 0);
    tellPort(healthPort);
    service.onClose(() => server.close());
    await bootstrap(service);
    health.remove('start');
    if (!signal.aborted) {
      const startMs = Date.now() - service.startedAt.getTime();
      log.info({ instance: service.instance, pid: process.pid, healthPort, startMs }, 'ready');
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

const failToStart = (service: Service, error: unknown): void => {
  // Settings are read by people at a terminal: plain lines, no stack.
  if (error instanceof ConfigError) process.stderr.write(`${service.name}: ${error.message}\n`);
  else service.log.fatal({ err: error }, 'cannot start');
  service.end(1, 'cannot start');
};

const catchSignals = (service: Service): void => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (service.signal.aborted) process.exit(1);
      service.end(0, signal);
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
