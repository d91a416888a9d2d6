import { createHash } from 'node:crypto';
import type { Queryable } from '../database/queryable.js';

/** `settings.smtp` of a mail account, from `smtp://user:password@host:port` or `smtps://…`; the password is kept apart. */
export const readSmtpOut = (
  url: string,
): {
  smtp: { host: string; port: number; security: 'tls' | 'starttls' | 'none'; user?: string };
  password?: string;
} => {
  const { protocol, hostname, port, username, password } = new URL(url);
  const tls = protocol === 'smtps:';
  const user = decodeURIComponent(username);
  return {
    smtp: {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (tls ? 465 : 25) : Number(port),
      // Credentials never leave in clear text.
      security: tls ? 'tls' : user === '' ? 'none' : 'starttls',
      ...(user === '' ? {} : { user }),
    },
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
  };
};

/** Marks settings that came from this very value, so that a later start sees when it changes. */
export const smtpOutMark = (url: string): string =>
  createHash('sha256').update(url).digest('base64url').slice(0, 16);

/** Marks settings whose server for mail out an admin has taken away: no later start brings it back. */
export const smtpDropped = { smtpFromEnvironment: 'dropped' } as const;

/** SQL for the mark that stays when an account gets `next` settings: the admin's, until he gives it a server again. */
export const keptMark = (settings: string, next: string): string =>
  `case when ${settings} @> '${JSON.stringify(smtpDropped)}' and not ${next} ? 'smtp'
    then '${JSON.stringify(smtpDropped)}'::jsonb else '{}' end`;

/**
 * Lets `FILO_SMTP_OUT` decide how the first account sends, at every start, until an admin gives that account a server of
 * its own, or takes the one it has away. Taking the setting away brings back the outbox page.
 */
export const applySmtpOut = async (db: Queryable, url: string | undefined): Promise<void> => {
  const settings =
    url === undefined ? null : { smtp: readSmtpOut(url).smtp, smtpFromEnvironment: smtpOutMark(url) };
  await db.query(
    `update account set settings = (settings - 'smtp' - 'smtpFromEnvironment') || coalesce($1::jsonb, '{}'),
       sealed_secrets = case when settings ? 'imap' then sealed_secrets end, version = version + 1
     where channel = 'email' and address = 'support@localhost' and state <> 'removed'
       and (settings ? 'smtpFromEnvironment' or not settings ? 'smtp')
       and not settings @> '${JSON.stringify(smtpDropped)}'
       and settings ->> 'smtpFromEnvironment' is distinct from $1::jsonb ->> 'smtpFromEnvironment'`,
    [settings === null ? null : JSON.stringify(settings)],
  );
};
