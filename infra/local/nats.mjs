// One nats-server with JetStream over a folder of ours.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dieWithParent, lastWords, startChild, stopChild, waitUntil } from './child.mjs';
import { freePort } from './free-port.mjs';

/**
 * Starts nats-server and resolves when JetStream is healthy. `config` makes the text of its configuration file
 * from `{port, monitorPort, storeDir}`; without one the server takes anybody, which only tests want.
 *
 * @param {{binary: string, folder: string, port?: number, monitorPort?: number,
 *   config?: (at: {port: number, monitorPort: number, storeDir: string}) => string, onLine?: (text: string) => void}} options
 */
export async function startNats({ binary, folder, port, monitorPort, config = openConfig, onLine }) {
  await mkdir(folder, { recursive: true });
  const at = {
    port: port ?? (await freePort()),
    monitorPort: monitorPort ?? (await freePort()),
    storeDir: join(folder, 'store'),
  };
  const file = join(folder, 'nats.conf');
  await writeFile(file, config(at), { mode: 0o600 });
  const child = startChild([...dieWithParent(), binary, '-c', file], { cwd: folder });
  const words = lastWords(child);
  if (onLine)
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => onLine(String(text)));
  await waitUntil(() => isHealthy(at.monitorPort), {
    child,
    message: () => `nats-server did not start over ${folder}:\n${words()}`,
  });
  const stop = () => stopChild(child, { signal: 'SIGTERM', graceMs: 15_000 });
  return { url: `nats://127.0.0.1:${at.port}`, ...at, child, stop };
}

/** What every server of ours says, whoever may use it: fsync before acknowledging, messages up to 1 MB. */
function openConfig({ port, monitorPort, storeDir }) {
  return [
    `listen: 127.0.0.1:${port}`,
    `http: 127.0.0.1:${monitorPort}`,
    'max_payload: 1MB',
    `jetstream { store_dir: ${JSON.stringify(storeDir)}, sync_interval: always, max_mem: 1GB, max_file: 20GB }`,
    '',
  ].join('\n');
}

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
