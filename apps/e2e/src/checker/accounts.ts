import type { Dovecot } from '@filo/testing';
import type { AccountView } from '@filo/contracts/http';
import type { Api } from '../api.js';
import type { Filo } from '../filo.js';
import { holds } from '../holds.js';
import { networkNames, type Networks } from './networks.js';
import type { SmtpSink } from './smtp-sink.js';

/** To be looked for in what the installation keeps. */
export const mailboxPassword = 'mailbox-9c41-password';

/** Until their connector has said that it lives, nobody takes them. */
export const addNetworks = async (api: Api, networks: Networks): Promise<void> => {
  for (const name of networkNames)
    await holds(
      async () => {
        const { id } = await api.request<AccountView>('POST', '/accounts', networks.of(name).account());
        networks.accountIds.set(name, id);
      },
      { timeoutMs: 60_000 },
    );
};

export const addMailbox = (api: Api, { ports }: Dovecot, sink: SmtpSink): Promise<AccountView> =>
  api.request('POST', '/accounts', {
    channel: 'email',
    address: 'support@test.invalid',
    imap: {
      host: '127.0.0.1',
      port: ports.imap,
      security: 'none',
      user: 'support',
      password: mailboxPassword,
    },
    smtp: { host: '127.0.0.1', port: Number(new URL(sink.url).port), security: 'none' },
  });

/** One session for all; it survives restarts, as sessions lie in the database. */
export const sessionOf = (filo: Filo): (() => Promise<Api>) => {
  let session: Promise<Api> | undefined;
  return () => {
    session ??= filo.signIn().catch((error: unknown) => {
      session = undefined;
      throw error;
    });
    return session;
  };
};

export const signedIn = async (filo: Filo): Promise<Api> => {
  let api: Api | undefined;
  await holds(async () => (api = await filo.signIn()), { timeoutMs: 60_000 });
  return api as Api;
};
