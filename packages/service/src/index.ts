/** What every service of Filo shares: settings, log, health, metrics, start and shutdown. */
export { answerHealth, type HealthAnswer } from './answer-health.js';
export {
  HealthRegistry,
  type Health,
  type HealthCheck,
  type HealthState,
  type Probe,
} from './health-registry.js';
export { HealthServer } from './health-server.js';
export { cutAfter, letRestThrough } from './let-rest-through.js';
export { ConfigError, loadConfig } from './load-config.js';
export { createLogger, type Logger, type LoggerOptions } from './logger.js';
export { Metrics } from './metrics.js';
export { maskAddresses, redactFields } from './redact-fields.js';
export { runService } from './run-service.js';
export type { Heartbeat, Service } from './service.js';
export { Turns } from './turns.js';
export {
  flagSetting,
  listSetting,
  portSetting,
  secretKeySetting,
  serviceConfig,
  serviceSettings,
  type ServiceConfig,
} from './settings.js';
