import { ConnectorProcess } from '@filo/connector/testing';
import { freePort, type FreshPrefix } from '@filo/testing';
import { readFile } from 'node:fs/promises';

type BusOptions = ReturnType<FreshPrefix['busOptions']>;

/** The connector as a process of its own, with a door for mail. */
export class EmailProcess {
  private constructor(
    private readonly running: ConnectorProcess,
    readonly smtpPort: number,
  ) {}

  static async start(bus: BusOptions, over: Record<string, string> = {}): Promise<EmailProcess> {
    const smtpPort = await freePort();
    const running = await ConnectorProcess.start({
      main: new URL('../../src/main.ts', import.meta.url),
      bus,
      env: { FILO_SMTP_PORT: String(smtpPort), FILO_DOOR_COMMIT_MS: '2000', ...over },
      // As the README advises for production.
      nodeOptions: ['--max-semi-space-size=4'],
    });
    return new EmailProcess(running, smtpPort);
  }

  get output(): readonly string[] {
    return this.running.output;
  }

  /** Megabytes of memory it holds now. */
  async megabytes(): Promise<number> {
    const status = await readFile(`/proc/${this.running.child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }

  /** Ends it as told and resolves with its exit code; null when it was killed. */
  stop(signal?: NodeJS.Signals): Promise<number | null> {
    return this.running.stop(signal);
  }
}
