import type { AccountView, MailboxCreate, MailboxPatch, OAuthConsent } from '@filo/contracts/http';
import { changedOptions, changedSent, type MailboxOptions, mailboxOptions } from './mailbox-options';

export type Security = 'tls' | 'starttls' | 'none';

export interface ServerValues {
  on: boolean;
  /** The mailbox has this server now: to untick it is to drop it. */
  held: boolean;
  host: string;
  port: string;
  security: Security;
  user: string;
  password: string;
}

/** What stands in the fields of the mailbox form, as text. */
export interface MailboxValues {
  address: string;
  name: string;
  imap: ServerValues;
  smtp: ServerValues;
  folders: string;
  importDays: string;
  options: MailboxOptions;
  /** The options as they are stored: only what differs from them is sent. */
  stored: MailboxOptions;
}

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function serverOf(
  settings: unknown,
  { port, security, isNew }: { port: string; security: Security; isNew: boolean },
): ServerValues {
  const given = (settings ?? {}) as Record<string, unknown>;
  const held = settings !== undefined && settings !== null;
  return {
    on: held || isNew,
    held,
    host: text(given['host']),
    port: text(given['port']) || port,
    security: (text(given['security']) || security) as Security,
    user: text(given['user']),
    password: '',
  };
}

/** The fields for a new mailbox, or for one that exists; secrets are write-only and stay empty. */
export function mailboxValues(account: AccountView | null): MailboxValues {
  const settings = account?.settings ?? {};
  const isNew = account === null;
  const imap = settings['imap'] as { folders?: string[] } | undefined;
  return {
    address: account?.address ?? '',
    name: account?.name ?? '',
    imap: serverOf(imap, { port: '993', security: 'tls', isNew }),
    smtp: serverOf(settings['smtp'], { port: '587', security: 'starttls', isNew }),
    folders: (imap?.folders ?? ['INBOX']).join(', '),
    importDays: account ? text(account.importDays) : '30',
    options: mailboxOptions(settings),
    stored: mailboxOptions(settings),
  };
}

const server = ({ host, port, security, user, password }: ServerValues) => ({
  host: host.trim(),
  port: Number(port),
  security,
  user: user.trim(),
  ...(password ? { password } : {}),
});

const folderList = (folders: string): string[] =>
  folders
    .split(',')
    .map((folder) => folder.trim())
    .filter(Boolean);

/** Null, an empty field, means: everything is work. */
const daysOf = ({ importDays }: MailboxValues) => (importDays.trim() === '' ? null : Number(importDays));

/** What begins the sign-in of a new mailbox: servers and login are the provider's. */
export function consentRequest(values: MailboxValues, provider: string): OAuthConsent {
  const [address, name] = [values.address.trim(), values.name.trim()];
  return { provider, address, ...(name ? { name } : {}), importDays: daysOf(values) };
}

/** The request that the fields make. */
export function mailboxRequest(values: MailboxValues): MailboxCreate {
  return {
    channel: 'email',
    address: values.address.trim(),
    ...named(values),
  };
}

/** The change of a mailbox that signs in at a provider: servers and login stay word for word, or the server refuses. */
export function signedInPatch({ smtp, ...values }: MailboxValues): MailboxPatch {
  return named({ ...values, smtp: { ...smtp, on: false } });
}

/** The change that the fields make: a server that is unticked is dropped. */
export function mailboxPatch(values: MailboxValues): MailboxPatch {
  const isDropped = ({ on, held }: ServerValues) => held && !on;
  return {
    ...named(values),
    ...(isDropped(values.imap) ? { imap: null } : {}),
    ...(isDropped(values.smtp) ? { smtp: null } : {}),
  };
}

function named(values: MailboxValues): Omit<MailboxCreate, 'channel' | 'address'> {
  const { user, ...smtp } = server(values.smtp);
  const { options, stored } = values;
  const reading = { folders: folderList(values.folders), ...changedSent(options, stored) };
  return {
    ...(values.name.trim() ? { name: values.name.trim() } : {}),
    ...(values.imap.on ? { imap: { ...server(values.imap), ...reading } } : {}),
    ...(values.smtp.on ? { smtp: { ...smtp, ...(user ? { user } : {}) } } : {}),
    importDays: daysOf(values),
    ...changedOptions(options, stored),
  };
}
