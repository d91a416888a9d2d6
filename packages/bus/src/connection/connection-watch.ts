import type { JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import type { BusStatus } from '../bus.js';
import { factsBucket, serverFactsKey, type BusNames } from './bus-names.js';
import type { BusLog } from './bus-options.js';
import { judgeServer, type Judgement, type ServerFacts } from './server-facts.js';

const refreshMs = 60_000;

/** Knows how the bus is: connected or not, which server, whether it fsyncs, what else is worth a warning. */
export class ConnectionWatch {
  private connected = true;
  private facts: ServerFacts | undefined;
  private readonly timer: NodeJS.Timeout;
  /** What others on this bus noticed, by a stable key, until told otherwise. */
  readonly notices = new Map<string, string>();
  private readonly onReconnect = new Set<() => void>();

  constructor(
    private readonly connection: NatsConnection,
    private readonly manager: JetStreamManager,
    private readonly names: BusNames,
    private readonly log: BusLog,
  ) {
    void this.follow();
    this.timer = setInterval(() => void this.refresh(), refreshMs).unref();
  }

  /** Reads what the provisioner found out about the server; keeps what was known when that fails. */
  async refresh(): Promise<void> {
    const bucket = this.names.bucket(factsBucket);
    try {
      const found = await this.manager.direct.getMessage(`KV_${bucket}`, {
        last_by_subj: `$KV.${bucket}.${serverFactsKey}`,
      });
      if (found !== null) this.facts = found.json<ServerFacts>();
    } catch (error) {
      this.log.warn({ error: String(error) }, 'facts about the bus server could not be read');
    }
  }

  /** Whether the provisioner has been here: before that nothing can be said about the server. */
  get provisioned(): boolean {
    return this.facts !== undefined;
  }

  judge(productionMode: boolean): Judgement {
    return judgeServer(this.version() ?? '0.0.0', this.facts?.syncAlways, productionMode);
  }

  status(): BusStatus {
    const { degraded, refused } = this.judge(false);
    return {
      connected: this.connected,
      serverVersion: this.version(),
      syncAlways: this.facts?.syncAlways,
      reasons: [
        ...(this.connected ? [] : ['The bus is away; nothing is lost, it is tried again']),
        ...(refused === undefined ? [] : [refused]),
        ...degraded,
        ...this.notices.values(),
      ],
    };
  }

  /** Calls back after every reconnect; answers how to stop. */
  reconnected(listener: () => void): () => void {
    this.onReconnect.add(listener);
    return () => void this.onReconnect.delete(listener);
  }

  close(): void {
    clearInterval(this.timer);
    this.connected = false;
  }

  private version(): string | undefined {
    return this.connection.info?.version;
  }

  private async follow(): Promise<void> {
    for await (const status of this.connection.status()) {
      if (status.type === 'disconnect') {
        this.connected = false;
        this.log.warn({ server: status.server }, 'bus away');
      } else if (status.type === 'reconnect') {
        this.connected = true;
        this.log.info({ server: status.server }, 'bus back');
        void this.refresh();
        for (const listener of this.onReconnect) listener();
      } else if (status.type === 'error') {
        this.log.error({ error: String(status.error) }, 'bus complained');
      }
    }
  }
}
