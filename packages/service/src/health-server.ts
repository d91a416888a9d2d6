import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerHealth } from './answer-health.js';
import type { HealthRegistry } from './health-registry.js';
import type { Metrics } from './metrics.js';

/**
 * Health and metrics on a port of their own, apart from any public one. It is plain `node:http`, so that a service
 * without a web framework stays without one.
 */
export class HealthServer {
  readonly #server: Server;

  constructor(health: HealthRegistry, metrics: Metrics) {
    this.#server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://health').pathname;
      const allowed = request.method === 'GET' || request.method === 'HEAD';
      void (allowed ? answerHealth(path, health, metrics) : Promise.resolve(undefined))
        .catch(() => ({ status: 500, contentType: 'text/plain', body: 'health cannot be told' }))
        .then((answer) => {
          response.writeHead(answer?.status ?? (allowed ? 404 : 405), {
            'content-type': answer?.contentType ?? 'text/plain',
            'cache-control': 'no-store',
          });
          response.end(request.method === 'HEAD' ? undefined : (answer?.body ?? ''));
        });
    });
  }

  /** Resolves with the port it listens on; rejects with a sentence when it is taken. */
  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (error) =>
        reject(
          new Error(
            `The health port ${port} on ${host} cannot be opened. Free it, or set FILO_HEALTH_PORT or FILO_HEALTH_HOST to another.`,
            { cause: error },
          ),
        ),
      );
      this.#server.listen(port, host, resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
