import { chown } from 'node:fs/promises';

export const isRoot = process.getuid?.() === 0;
/** Dovecot serves no mail as root; Debian's `nobody` owns nothing else. */
export const owner = { name: 'nobody', group: 'nogroup', uid: 65_534, gid: 65_534 };

/** The command, run by whom Dovecot serves. */
export const asOwner = (command: string[]): string[] =>
  isRoot
    ? ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', ...command]
    : command;

export const own = async (path: string): Promise<void> => {
  if (isRoot) await chown(path, owner.uid, owner.gid);
};
