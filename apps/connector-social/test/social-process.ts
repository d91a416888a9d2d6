import { connectorSecret } from '@filo/connector/testing';
import type { FreshPrefix } from '@filo/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The connector as a process of its own, from source, on the test's streams, to be killed without a word. */
export class SocialProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly data: string,
  ) {}

  static async start(bus: ReturnType<FreshPrefix['busOptions']>): Promise<SocialProcess> {
    const data = await mkdtemp(join(tmpdir(), 'filo-social-'));
    const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
    const loader = ['--conditions=@filo/source', '--import', '@swc-node/register/esm-register'];
    const child = spawn(process.execPath, [...loader, main], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: {
        PATH: process.env['PATH'],
        NATS_URL: String(bus.servers),
        ...(bus.user === undefined ? {} : { NATS_USER: bus.user, NATS_PASSWORD: bus.password }),
        FILO_STREAM_PREFIX: bus.streamPrefix,
        FILO_SECRET_KEY: connectorSecret,
        FILO_DATA: data,
        FILO_HEALTH_PORT: '0',
        FILO_SOCIAL_POLL_SECONDS: '1',
      },
      stdio: 'ignore',
    });
    return new SocialProcess(child, data);
  }

  async kill(): Promise<void> {
    const ended = once(this.child, 'exit');
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGKILL');
      await ended;
    }
    await rm(this.data, { recursive: true, force: true });
  }
}
