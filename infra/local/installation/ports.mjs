// Which port belongs to what; free ones are kept from start to start.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, listenProblem } from '../processes/free-port.mjs';

const publicNames = {
  http: ['FILO_HTTP_PORT', 'the inbox and the API'],
  form: ['FILO_FORM_PORT', 'the forms'],
  smtp: ['FILO_SMTP_PORT', 'the mail door'],
  demo: ['FILO_DEMO_PORT', 'the demo'],
};

/** A port that was asked for is taken. */
export class PortTaken extends Error {}

export const portsFile = (dataFolder) => join(dataFolder, 'ports.json');

/**
 * Chooses and writes `ports.json`: the public ports as the settings say (0 = a free one, kept), the inner ones free and
 * kept as long as nobody else takes them.
 *
 * @param {{dataFolder: string, host: string, publicPorts: Record<string, number>, inner: string[]}} options
 * @throws {PortTaken} names every taken public port at once
 */
export async function choosePorts({ dataFolder, host, publicPorts, inner }) {
  const kept = keptPorts(dataFolder);
  const ports = {};
  const taken = [];
  for (const [name, wanted] of Object.entries(publicPorts)) {
    ports[name] = wanted === 0 ? await keptOrFree(kept[name], host, ports) : wanted;
    const problem = await listenProblem(ports[name], host);
    if (problem) taken.push(problemSentence({ problem, name, port: wanted, host }));
  }
  if (taken.length > 0) throw new PortTaken([...new Set(taken)].join('\n'));
  for (const name of inner) ports[name] = await keptOrFree(kept[name], '127.0.0.1', ports);
  const path = portsFile(dataFolder);
  writeFileSync(`${path}.new`, `${JSON.stringify(ports, null, 2)}\n`);
  renameSync(`${path}.new`, path);
  return ports;
}

async function keptOrFree(kept, host, chosen) {
  const others = Object.values(chosen);
  if (Number.isInteger(kept) && !others.includes(kept) && !(await listenProblem(kept, host))) return kept;
  for (;;) {
    const port = await freePort(host);
    if (!others.includes(port)) return port;
  }
}

/** As they were chosen last; nothing before the first start. */
export function keptPorts(dataFolder) {
  try {
    return JSON.parse(readFileSync(portsFile(dataFolder), 'utf8'));
  } catch {
    return {};
  }
}

function problemSentence({ problem, name, port, host }) {
  const [variable, purpose] = publicNames[name];
  if (problem === 'EADDRNOTAVAIL' || problem === 'ENOTFOUND') {
    return `FILO_HOST=${host} is not an address of this machine. Leave it out for this machine alone, or take 0.0.0.0 for all.`;
  }
  if (problem === 'EACCES') {
    return `Port ${port} (${purpose}) needs root on this system. Choose another: ${variable}=${port + 8000} npm start`;
  }
  return `Port ${port} on ${host} (${purpose}) is taken by another program. Choose another: ${variable}=${port + 100} npm start`;
}
