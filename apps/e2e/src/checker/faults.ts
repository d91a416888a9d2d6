import { eventually } from '@filo/testing';
import type { Api } from '../api.js';
import type { Filo } from '../filo.js';
import type { Agents } from './answer.js';
import { networkNames, type NetworkName, type Networks } from './networks.js';
import type { SmtpSink } from './smtp-sink.js';

/** What is struck, and who stands round it. */
export interface Struck {
  filo: Filo;
  sink: SmtpSink;
  agents: Agents;
  /** An admin, signed in once: signing in again and again costs the processor what is waited for. */
  session: () => Promise<Api>;
  networks?: Networks | undefined;
}

/** Something that is done to a running Filo. */
export interface Fault {
  name: string;
  /** False when there was nothing to hit, as with a part that is just being started again. */
  run: (struck: Struck) => Promise<boolean>;
}

const services = [
  ...['core-worker', 'core-worker-2', 'core-api'],
  ...['connector-email', 'connector-webform', 'connector-social'],
];
export const parts: readonly string[] = [...services, 'nats-server', 'postgres'];

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** False when the process is gone. Signal 0 only asks. */
export const signal = (pid: number | undefined, name: NodeJS.Signals | 0): boolean => {
  try {
    return pid !== undefined && process.kill(pid, name);
  } catch {
    return false;
  }
};

/** kill -9 of these parts in the same moment. */
export const kill = (...killed: string[]): Fault => ({
  name: killed.join(' and '),
  run: async ({ filo }) => {
    const all = await filo.pids();
    const pids = killed.map((part) => all[part]);
    if (!pids.every((pid) => signal(pid, 0))) return false;
    return pids.map((pid) => signal(pid, 'SIGKILL')).every(Boolean);
  },
});

/** kill -9 of the mail connector in the moment that nobody may guess about: the mail has arrived, its answer has not. */
export const killInDoubt: Fault = {
  name: 'connector-email, in doubt whether a mail arrived',
  run: async (struck) => struck.sink.keepsInDoubt && kill('connector-email').run(struck),
};

/** One part hangs, then goes on as if nothing had been: its leases, questions and deliveries are old by then. */
export const freeze = (part: string, ms: number): Fault => ({
  name: `${part} frozen for ${ms / 1000} s`,
  run: async ({ filo }) => {
    const pid = (await filo.pids())[part];
    if (!signal(pid, 'SIGSTOP')) return false;
    await pause(ms);
    signal(pid, 'SIGCONT');
    return true;
  },
});

/** kill -9 of what started everything, and a new start at once over the same data. */
export const killLauncher: Fault = {
  name: 'launcher',
  run: async ({ filo }) => {
    await filo.kill();
    await filo.startAgain();
    return true;
  },
};

/** A network takes the next `times` looks for new posts, and an answer, for too many; each limit ends after another time than the one before. */
export const limitStorm = (name: NetworkName, times: number): Fault => ({
  name: `${times} x 429 at ${name}`,
  run: async ({ networks }) => {
    networks?.of(name).limit(times);
    return networks !== undefined;
  },
});

/** Keys that came for revoked ones are entered, where they were not yet. */
export const enterNewKeys = async (
  networks: Networks,
  session: Struck['session'],
  names: readonly NetworkName[] = networkNames,
): Promise<boolean> => {
  for (const name of names) {
    const secrets = networks.notEntered.get(name);
    if (secrets === undefined) continue;
    await (await session()).request('PATCH', `/accounts/${networks.accountIds.get(name)}`, { secrets });
    networks.notEntered.delete(name);
  }
  return true;
};

/** Our keys are taken back, and an admin enters new ones a while later, as soon as somebody takes them. */
export const renewedKeys = (name: NetworkName, ms: number): Fault => ({
  name: `keys at ${name} revoked`,
  run: async ({ networks, session }) => {
    if (!networks?.accountIds.has(name)) return false;
    // Those of an earlier try that nobody took, while much else was killed, are still good.
    if (!networks.notEntered.has(name)) {
      networks.notEntered.set(name, networks.of(name).renew());
      await pause(ms);
    }
    return eventually(() => enterNewKeys(networks, session, [name]), {
      timeoutMs: 30_000,
      intervalMs: 500,
    }).catch(() => false);
  },
});

/** kill -9 of the connector in the moment that nobody may guess about: the answer stands at the network, and it has not heard so. */
export const killWhilePosting = (name: NetworkName): Fault => ({
  name: `connector-social, while it posts at ${name}`,
  run: async (struck) => {
    const network = struck.networks?.of(name);
    if (network === undefined) return false;
    const before = network.ours().length;
    network.hold();
    // Nobody else may be about to answer there.
    struck.agents.answerAt(name);
    const stands = await eventually(() => network.ours().length > before, {
      timeoutMs: 30_000,
      intervalMs: 20,
    }).catch(() => false);
    return stands && kill('connector-social').run(struck);
  },
});

/** What happens at each network, in its order; the networks know nothing of each other. Customers must be at work meanwhile. */
export const socialFaults: readonly (readonly Fault[])[] = networkNames.map((name) => [
  killWhilePosting(name),
  limitStorm(name, 20),
  renewedKeys(name, 3_000),
]);
