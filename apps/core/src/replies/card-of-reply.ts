import type { BesideWord, LinkToRead } from '@filo/contracts';
import type { ReplyCreate } from '@filo/contracts/http';
import { firstLink } from '@filo/text-limits';
import type { SendingAccount } from './choose-account.js';
import type { AnsweredMessage } from './find-answered-message.js';

/** Whether an address is one of ours, such as that of an invitation: what is asked there may be used up by asking. */
export const isOurs = (url: string, hosts: readonly string[]): boolean => {
  const { hostname, host } = new URL(url);
  const bare = hostname.replace(/\.$/, '');
  return hosts.includes(bare) || hosts.includes(host);
};

/** The link that an answer without pictures shows as a card, where its connector makes cards and the agent wants one; never one of ours. */
export const cardOfReply = (
  { text, noCard = false, attachments = [] }: Pick<ReplyCreate, 'text' | 'noCard' | 'attachments'>,
  known: readonly string[],
  hosts: readonly string[],
): LinkToRead | undefined => {
  if (noCard || attachments.length > 0 || !known.includes('card' satisfies BesideWord)) return undefined;
  const url = firstLink(text);
  return url === undefined || isOurs(url, hosts) ? undefined : { url, notAt: [...hosts] };
};

/** Whether a link in an answer to this message becomes a card: direct messages have none. */
export const showsCards = (
  { audience }: Pick<AnsweredMessage, 'audience'>,
  { besideWords }: Pick<SendingAccount, 'besideWords'>,
): boolean => audience === 'public' && besideWords.includes('card' satisfies BesideWord);
