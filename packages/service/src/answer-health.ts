import type { HealthRegistry } from './health-registry.js';
import type { Metrics } from './metrics.js';

export interface HealthAnswer {
  status: number;
  contentType: string;
  body: string;
}

const json = (status: number, value: unknown): HealthAnswer => ({
  status,
  contentType: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

/**
 * `/health`: all checks with their reasons (200, or 503 when failed). `/health/live`: this process turns its event loop.
 * `/health/ready`: it can take work now (503 while starting, failed or draining; degraded still takes work). `/metrics`.
 * Undefined for any other path, so that an app may serve these beside its own routes.
 */
export const answerHealth = async (
  path: string,
  health: HealthRegistry,
  metrics: Metrics,
): Promise<HealthAnswer | undefined> => {
  switch (path) {
    case '/health/live':
      return json(200, { state: 'ok' });
    case '/health/ready': {
      const now = await health.look();
      const ready = !health.draining && (now.state === 'ok' || now.state === 'degraded');
      return json(ready ? 200 : 503, {
        state: now.state,
        ready,
        reasons: health.draining ? ['shutting down', ...now.reasons] : now.reasons,
      });
    }
    case '/health': {
      const now = await health.look();
      return json(now.state === 'failed' ? 503 : 200, now);
    }
    case '/metrics':
      return { status: 200, contentType: metrics.contentType, body: await metrics.text() };
    default:
      return undefined;
  }
};
