import { execFileSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { findProgram } from '../describe-with.js';

/** Of the networks that documents speak of (RFC 5737): nobody has it. */
const spare = '198.51.100.7';

export interface OwnAddress {
  address: string;
  /** Takes away what was added for the test. */
  remove(): void;
}

/**
 * An address of this machine that is not loopback, so that a server may be judged by it; nothing leaves the machine. Where the
 * machine has none, root gives it one for the time of the test. Without either it is an error with `CI=true`, else undefined.
 */
export const ownAddress = (): OwnAddress | undefined => {
  const address = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
  if (address !== undefined) return { address, remove: () => undefined };
  const why = addSpare();
  if (why === undefined) return { address: spare, remove: () => changeSpare('del') };
  if (process.env['CI'] === 'true') throw new Error(`CI=true allows no left-out suite: ${why}`);
  return undefined;
};

const addSpare = (): string | undefined => {
  try {
    changeSpare('add');
    return undefined;
  } catch (error) {
    const why = `this machine has no address but loopback, and cannot be given one: ${(error as Error).message}`;
    return why.trim();
  }
};

const changeSpare = (how: 'add' | 'del'): void => {
  const ip = findProgram('ip');
  if (ip === undefined) throw new Error('ip is missing (Debian: iproute2)');
  // Left over from a test that was killed, it is as good as new.
  execFileSync(ip, ['addr', how === 'add' ? 'replace' : how, `${spare}/32`, 'dev', 'lo'], { stdio: 'pipe' });
};
