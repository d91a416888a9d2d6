import type { ImapServer } from '../email-settings.js';
import type { Folder } from './imap-session.js';

export interface ReadFolder {
  path: string;
  /** `sent`: our own mails, written by another program. */
  role: 'received' | 'sent';
}

export interface ChosenFolders {
  folders: ReadFolder[];
  /** Configured, but not on the server. */
  missing: string[];
  /** Whether our own mails are read: `unnamed`, neither the account nor the server says where they lie. */
  sent: 'read' | 'not-wanted' | 'missing' | 'unnamed';
}

/** The configured folders, the first one (watched by IDLE) first, and the Sent folder. */
export const chooseFolders = (
  server: Pick<ImapServer, 'folders' | 'sentFolder'>,
  listed: readonly Folder[],
): ChosenFolders => {
  const find = (name: string) => listed.find((folder) => sameFolder(folder.path, name))?.path;
  const sent = sentFolder(server, listed);
  const wanted = server.folders.map((name) => ({ name, path: find(name) }));
  const received = [...new Set(wanted.flatMap(({ path }) => path ?? []))].filter((path) => path !== sent);
  return {
    folders: [
      ...received.map((path) => ({ path, role: 'received' as const })),
      ...(sent === undefined ? [] : [{ path: sent, role: 'sent' as const }]),
    ],
    missing: wanted.filter(({ path }) => path === undefined).map(({ name }) => name),
    sent: sent === undefined ? whyNoSent(server) : 'read',
  };
};

const whyNoSent = ({ sentFolder: named }: Pick<ImapServer, 'sentFolder'>) =>
  named === undefined ? 'unnamed' : named === false ? 'not-wanted' : 'missing';

/** Named by the account, else by the server (RFC 6154). */
export const sentFolder = (
  server: Pick<ImapServer, 'sentFolder'>,
  listed: readonly Folder[],
): string | undefined => {
  if (server.sentFolder === false) return undefined;
  if (server.sentFolder !== undefined) {
    const name = server.sentFolder;
    return listed.find((folder) => sameFolder(folder.path, name))?.path;
  }
  return listed.find((folder) => folder.specialUse === '\\Sent')?.path;
};

/** INBOX alone is the same in any case of letters (RFC 3501, 5.1). */
const sameFolder = (a: string, b: string): boolean => a === b || (/^inbox$/i.test(a) && /^inbox$/i.test(b));
