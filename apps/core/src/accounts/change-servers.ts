import type { accountPatch, AccountView } from '@filo/contracts/http';
import type { z } from 'zod';
import { DomainError } from '../http/domain-error.js';
import { splitSecrets } from './split-secrets.js';

type Patch = Pick<z.output<typeof accountPatch>, 'imap' | 'smtp'>;
type Server = NonNullable<Patch['imap'] | Patch['smtp']>;
type StoredServer = Partial<Server> & { passwordSet?: boolean; sentFolder?: unknown };

export interface ChangedSettings {
  settings: Record<string, unknown>;
  /** Typed in now. */
  secrets: Record<string, string>;
  /** Names of stored secrets that are replaced or have lost their use. */
  gone: string[];
}

/**
 * Settings of a mailbox after a change of its servers. A stored password stays as long as it goes to the same user of the
 * same host, no less protected on its way; core cannot read it, so anything else needs it typed again. A server that is dropped
 * takes its password along.
 */
export const changeServers = (account: Pick<AccountView, 'settings'>, patch: Patch): ChangedSettings => {
  const given = splitSecrets(patch);
  const settings: Record<string, unknown> = { ...account.settings, ...given.settings };
  const gone: string[] = [];
  for (const kind of ['imap', 'smtp'] as const) {
    const server = patch[kind];
    const stored = (account.settings[kind] ?? {}) as StoredServer;
    if (server && 'sentFolder' in stored && !('sentFolder' in server))
      settings[kind] = { ...(settings[kind] as object), sentFolder: stored.sentFolder };
    if (server === null) delete settings[kind];
    if (server === undefined || stored.passwordSet !== true) continue;
    if (server === null || given.secrets[`${kind}Password`] !== undefined || server.user === undefined) {
      gone.push(`${kind}Password`);
      continue;
    }
    if (!goesToTheSame(stored, server)) throw neededAgain(kind);
    settings[kind] = { ...(settings[kind] as object), passwordSet: true };
  }
  return { settings, secrets: given.secrets, gone };
};

const goesToTheSame = (stored: StoredServer, server: Server): boolean =>
  stored.host?.toLowerCase() === server.host.toLowerCase() &&
  stored.user === server.user &&
  (server.security !== 'none' || stored.security === 'none');

const neededAgain = (kind: string): DomainError =>
  new DomainError(
    'invalid-request',
    `Nothing was changed: type the password of ${kind} again, because its host, user or protection is another one now. Filo cannot read the stored one, only the connector can.`,
    { errors: [{ path: `${kind}.password`, message: 'Needed again' }] },
  );
