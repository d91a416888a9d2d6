import type { accountPatch, AccountView } from '@filo/contracts/http';
import type { z } from 'zod';
import { DomainError } from '../../http/domain-error.js';

type Patch = z.output<typeof accountPatch>;
type Server = Record<string, unknown>;

/**
 * What can be changed about the servers of a mailbox that signs in at a provider: which folders are read. Undefined when it
 * signs in by password, where everything can.
 */
export const changeFolders = (
  { settings }: Pick<AccountView, 'settings'>,
  patch: Pick<Patch, 'imap' | 'smtp'>,
): { settings: Record<string, unknown> } | undefined => {
  if (settings['oauth'] === undefined) return undefined;
  for (const kind of ['imap', 'smtp'] as const) {
    const wanted = patch[kind];
    const held = (settings[kind] ?? {}) as Server;
    const differs = (['host', 'port', 'security', 'user'] as const).some(
      (field) => wanted?.[field] !== held[field],
    );
    if (wanted !== undefined && (wanted?.password || differs)) {
      throw new DomainError(
        'invalid-request',
        'Nothing was changed: this mailbox signs in at its provider, which decides on servers and login. Of the servers only the folders can be changed; to use a password, remove the account and add it again.',
        { errors: [{ path: kind, message: 'Decided by the provider' }] },
      );
    }
  }
  if (!patch.imap) return { settings };
  const { folders, sentFolder } = patch.imap;
  const imap: Server = { ...(settings['imap'] as Server), folders };
  if (sentFolder !== undefined) imap['sentFolder'] = sentFolder;
  if (sentFolder === null) delete imap['sentFolder'];
  return { settings: { ...settings, imap } };
};
