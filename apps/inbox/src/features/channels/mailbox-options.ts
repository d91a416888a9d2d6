import type { AccountView, MailboxPatch } from '@filo/contracts/http';

/** What stands in the advanced fields of a mailbox, lists as lines of text. */
export interface MailboxOptions {
  /** Which folder of sent mail is read: the one the server names, none, or the one in `sentFolder`. */
  sent: 'named' | 'none' | 'folder';
  sentFolder: string;
  appendSent: boolean;
  trustedHosts: string;
  forwarders: string;
  formMailers: string;
  topicPerSubject: boolean;
}

const lines = (list: unknown): string => (Array.isArray(list) ? list.join('\n') : '');

export function mailboxOptions(settings: AccountView['settings']): MailboxOptions {
  const { sentFolder } = (settings['imap'] ?? {}) as { sentFolder?: string | false };
  return {
    sent: sentFolder === false ? 'none' : sentFolder ? 'folder' : 'named',
    sentFolder: sentFolder || '',
    appendSent: settings['appendSent'] === true,
    trustedHosts: lines(settings['trustedHosts']),
    forwarders: lines(settings['forwarders']),
    formMailers: lines(settings['formMailers']),
    topicPerSubject: settings['topicPerSubject'] === true,
  };
}

const listOf = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

const sentOf = ({ sent, sentFolder }: MailboxOptions): string | false | null =>
  sent === 'none' ? false : sent === 'folder' ? sentFolder.trim() || null : null;

/** The folder of sent mail where it is another one than before; nothing where it stays. */
export const changedSent = (
  now: MailboxOptions,
  before: MailboxOptions,
): { sentFolder?: string | false | null } =>
  sentOf(now) === sentOf(before) ? {} : { sentFolder: sentOf(now) };

/** What is told of a mailbox beside its servers, as far as it was changed. */
export function changedOptions(
  now: MailboxOptions,
  before: MailboxOptions,
): Omit<MailboxPatch, 'imap' | 'smtp'> {
  const changed = (name: keyof MailboxOptions) => now[name] !== before[name];
  return {
    ...(changed('appendSent') ? { appendSent: now.appendSent } : {}),
    ...(changed('topicPerSubject') ? { topicPerSubject: now.topicPerSubject } : {}),
    ...(changed('trustedHosts') ? { trustedHosts: listOf(now.trustedHosts) } : {}),
    ...(changed('forwarders') ? { forwarders: listOf(now.forwarders) } : {}),
    ...(changed('formMailers') ? { formMailers: listOf(now.formMailers) } : {}),
  };
}
