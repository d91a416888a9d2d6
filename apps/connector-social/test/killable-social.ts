import { ConnectorProcess, FakeCore } from '@filo/connector/testing';
import { freshPrefix, type FreshPrefix } from '@filo/testing';

/** A network on loopback, or several together. */
interface Network {
  start(): Promise<unknown>;
  stop(): Promise<void>;
}

/** The connector as a process of its own, which a test kills and starts again; with a bus, a network and a stand-in for core. */
export class KillableSocial {
  #process: ConnectorProcess | undefined;

  private constructor(
    private readonly network: Network,
    private readonly prefix: FreshPrefix,
    readonly core: FakeCore,
  ) {}

  static async open(channels: string | string[], network: Network): Promise<KillableSocial> {
    // Leases last as long as a process of its own counts on: with less it would lose them all the time, and begin anew.
    const prefix = await freshPrefix({ connectors: { social: [channels].flat() } });
    const social = new KillableSocial(network, prefix, await FakeCore.start(prefix.busOptions()));
    await network.start();
    return social;
  }

  /** Resolves when it lives. */
  async start(env: NodeJS.ProcessEnv = {}): Promise<void> {
    this.#process = await ConnectorProcess.start({
      main: new URL('../src/main.ts', import.meta.url),
      bus: this.prefix.busOptions('social'),
      env: { FILO_HEALTH_PORT: '0', FILO_SOCIAL_POLL_SECONDS: '1', ...env },
    });
  }

  /** Its leases end with it: how long a dead one holds them is a promise of the bus, and waited for there. */
  async kill(): Promise<void> {
    await this.#process?.kill();
    const leases = await this.core.bus.bucket('leases_social');
    for (const key of await leases.keys()) await leases.delete(key);
  }

  async close(): Promise<void> {
    await this.kill();
    await this.network.stop();
    await this.core.stop();
    await this.prefix.remove();
  }
}
