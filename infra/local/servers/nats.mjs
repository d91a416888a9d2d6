// One nats-server with JetStream over a folder of ours.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dieWithParent, lastWords, startChild, stopChild, waitUntil } from '../processes/child.mjs';
import { freePort } from '../processes/free-port.mjs';

/**
 * Writes the configuration and says how to run nats-server over `folder`. `config` makes the text from
 * `{port, monitorPort, storeDir}`; without one the server takes anybody, which only tests want.
 */
export async function natsProcess({ binary, folder, port, monitorPort, config = openConfig }) {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'nats.conf');
  await writeFile(file, config({ port, monitorPort, storeDir: join(folder, 'store') }), { mode: 0o600 });
  return {
    name: 'nats-server',
    command: [...dieWithParent(), binary, '-c', file],
    options: { cwd: folder },
    isReady: () => isHealthy(monitorPort),
    url: `nats://127.0.0.1:${port}`,
    monitorUrl: `http://127.0.0.1:${monitorPort}`,
  };
}

/** Starts a server that ends with `stop()` or with this process; resolves when JetStream is healthy. */
export async function startNats({ binary, folder, port, monitorPort, config }) {
  const server = await natsProcess({
    ...{ binary, folder, config },
    port: port ?? (await freePort()),
    monitorPort: monitorPort ?? (await freePort()),
  });
  const child = startChild(server.command, server.options);
  const words = lastWords(child);
  const message = () => `nats-server did not start over ${folder}:\n${words()}`;
  await waitUntil(server.isReady, { child, message });
  const stop = () => stopChild(child, { signal: 'SIGTERM', graceMs: 15_000 });
  return { url: server.url, monitorUrl: server.monitorUrl, child, stop };
}

const openConfig = ({ port, monitorPort, storeDir }) =>
  [
    `listen: 127.0.0.1:${port}`,
    `http: 127.0.0.1:${monitorPort}`,
    'max_payload: 1MB',
    `jetstream { store_dir: ${JSON.stringify(storeDir)}, sync_interval: always, max_mem: 1GB, max_file: 20GB }`,
    '',
  ].join('\n');

async function isHealthy(monitorPort) {
  try {
    const answer = await fetch(`http://127.0.0.1:${monitorPort}/healthz`, {
      signal: AbortSignal.timeout(1000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
