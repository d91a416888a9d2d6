import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A port that nobody holds right now. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const sample = new URL('./sample-service.ts', import.meta.url).pathname;
const node = ['--conditions=@filo/source', '--import', '@swc-node/register/esm-register', sample];
const running: { kill(): void }[] = [];

afterEach(() => {
  for (const child of running.splice(0)) child.kill();
});

const start = (behaviour: string, environment: Record<string, string> = {}, usualPort = 0) => {
  const child = spawn(process.execPath, [...node, behaviour, String(usualPort)], {
    env: { PATH: process.env.PATH, FILO_HEALTH_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push({ kill: () => void child.kill('SIGKILL') });
  return {
    child,
    lines: linesOf(child),
    exit: once(child, 'exit') as Promise<[number | null, string | null]>,
  };
};

interface Line {
  event: string;
  pid?: number;
  healthPort?: number;
  err?: { message: string };
}

const linesOf = (child: ChildProcess) => {
  const seen: Line[] = [];
  const waiting: (() => void)[] = [];
  let rest = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n');
    rest = parts.pop() ?? '';
    seen.push(...parts.filter((part) => part.startsWith('{')).map((part) => JSON.parse(part) as Line));
    for (const wake of waiting.splice(0)) wake();
  });
  const until = async (event: string): Promise<Line> => {
    for (;;) {
      const line = seen.find((one) => one.event === event);
      if (line) return line;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  return { seen, until };
};

describe('runService', () => {
  it('has a port for health and metrics without being given one: its usual one, or a free one beside a replica', async () => {
    const usual = await freePort();
    const ports: (number | undefined)[] = [];
    for (let replica = 0; replica < 2; replica++) {
      const { lines } = start('work', { FILO_HEALTH_PORT: '' }, usual);
      const { healthPort } = await lines.until('ready');
      expect((await fetch(`http://127.0.0.1:${healthPort}/metrics`)).status).toBe(200);
      ports.push(healthPort);
    }
    expect(ports[0]).toBe(usual);
    expect(ports[1]).not.toBe(usual);
  });

  it('serves health, prints one ready line, and ends in two phases on SIGTERM', async () => {
    const { child, lines, exit } = start('work');
    const ready = await lines.until('ready');
    const url = `http://127.0.0.1:${ready.healthPort}`;
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('process_resident_memory_bytes');
    expect((await fetch(`${url}/elsewhere`)).status).toBe(404);
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    const events = lines.seen.map((line) => line.event);
    expect(events.filter((event) => event === 'ready')).toHaveLength(1);
    expect(events.indexOf('stop called')).toBeLessThan(events.indexOf('close called'));
  });

  it('shows health and metrics to this machine alone, also when it listens elsewhere, unless told otherwise', async () => {
    // Another address of loopback stands for another machine's way in.
    const elsewhere = async (environment: Record<string, string>) => {
      const { healthPort } = await start('work', environment).lines.until('ready');
      return fetch(`http://127.0.0.2:${healthPort}/health/live`).then(
        ({ status }) => status,
        () => 'refused',
      );
    };
    expect(await elsewhere({ FILO_HOST: '0.0.0.0' })).toBe('refused');
    expect(await elsewhere({ FILO_HOST: '127.0.0.1', FILO_HEALTH_HOST: '0.0.0.0' })).toBe(200);
  });

  it('is cut with 1 when a step hangs past the deadline', async () => {
    const { child, lines, exit } = start('hang', { FILO_SHUTDOWN_MS: '200' });
    await lines.until('ready');
    child.kill('SIGINT');
    expect(await exit).toEqual([1, null]);
  });

  it('logs an error nobody caught and ends with 1', async () => {
    const { lines, exit } = start('throw');
    expect((await lines.until('an error nobody caught')).err?.message).toBe('nobody caught this');
    expect(await exit).toEqual([1, null]);
  });

  it('ends with 1 when it cannot start', async () => {
    const { lines, exit } = start('fail');
    expect((await lines.until('cannot start')).err?.message).toBe('the bus is not there');
    expect(await exit).toEqual([1, null]);
  });

  it('ends by itself when its parent was killed', async () => {
    const script = `
      const child = require('node:child_process').spawn(process.execPath, ${JSON.stringify([...node, 'work'])}, { stdio: 'inherit' });
      process.on('disconnect', () => {});
    `;
    const parent = spawn(process.execPath, ['-e', script], {
      env: { PATH: process.env.PATH, FILO_HEALTH_PORT: '0', FILO_EXIT_WITH_PARENT: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const lines = linesOf(parent);
    const ready = await lines.until('ready');
    running.push({ kill: () => killTolerant(ready.pid!) });
    parent.kill('SIGKILL');
    await lines.until('close called');
  });
});

const killTolerant = (pid: number) => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already, as it should be.
  }
};
