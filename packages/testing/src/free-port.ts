import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that the system gives to outgoing connections, one of which could take it before it is used. */
const range = { from: 20_000, below: 32_000 };
const triesMax = 50;

/** Ports that this process was given before: whoever asks for two gets two. */
const given = new Set<number>();

/** A TCP port on loopback that was free a moment ago, another each time. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < triesMax; tries++) {
    const port = randomInt(range.from, range.below);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
  throw new Error(`None of ${triesMax} ports from ${range.from} to ${range.below} is free.`);
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
