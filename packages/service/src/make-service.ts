import { serviceEnvironment } from './config.js';
import { HealthRegistry } from './health-registry.js';
import { loadConfig } from './load-config.js';
import { createLogger } from './logger.js';
import { Metrics } from './metrics.js';
import { heartbeatOf, newInstance, type Service } from './service.js';
import { serviceConfig } from './settings.js';
import { Shutdown } from './shutdown.js';

/** A service before it does anything; `tellPort` is for the port of health and metrics, once it is known. */
export const makeService = (
  name: string,
  version = '0.1.0',
): { service: Service; tellPort: (port: number) => void } => {
  const config = readSettings(name);
  const log = createLogger({ service: name, level: config.FILO_LOG_LEVEL });
  const health = new HealthRegistry();
  const metrics = new Metrics(name);
  metrics.collectDefaults();
  const shutdown = new Shutdown(log, config.FILO_SHUTDOWN_MS);
  const stopping = new AbortController();
  let healthPort: number | undefined;
  const service: Service = {
    name,
    instance: newInstance(),
    version,
    startedAt: new Date(),
    config,
    log,
    health,
    metrics,
    signal: stopping.signal,
    onStop: (step) => shutdown.onStop(step),
    onClose: (step) => shutdown.onClose(step),
    end: (exitCode, reason) => {
      if (stopping.signal.aborted) return;
      log[exitCode === 0 ? 'info' : 'fatal']({ reason, exitCode }, 'stopping');
      health.drain();
      stopping.abort(new Error(reason));
      void shutdown.run().then((inTime) => process.exit(inTime ? exitCode : 1));
    },
    healthPort: () => healthPort,
    heartbeat: () => heartbeatOf(service),
  };
  return { service, tellPort: (port) => (healthPort = port) };
};

const readSettings = (name: string) => {
  try {
    return loadConfig(serviceConfig, serviceEnvironment());
  } catch (error) {
    process.stderr.write(`${name}: ${(error as Error).message}\n`);
    process.exit(1);
  }
};
