import type { ReplyCreate } from '@filo/contracts/http';
import { limitsFor, measureText, splitText } from '@filo/text-limits';
import { DomainError } from '../http/domain-error.js';
import type { SendingAccount } from './choose-account.js';
import type { AnsweredMessage } from './find-answered-message.js';

/**
 * Refuses an answer that its network would refuse or cut, with the count; nothing of it leaves. Resolves with the parts that it is to be
 * posted in where it was asked to be split and is too long for one.
 */
export const keepWithinLimits = (
  limits: string,
  reply: Pick<ReplyCreate, 'text' | 'split'>,
): string[] | undefined => {
  const measure = measureText(limits, reply.text);
  if (!measure) return undefined;
  const { used, max, unit } = measure;
  if (used <= max) return undefined;
  const parts = reply.split === true ? splitText(limits, reply.text) : undefined;
  if (parts) return parts;
  throw new DomainError(
    'text-too-long',
    `Nothing was sent: the answer has ${used} ${unit}, and ${max} are the most there. Take out ${used - max}${reply.split === true ? ': it cannot be split either, since a link is longer than a part or it would be more than 25' : ''}.`,
    { measure },
  );
};

/** Names what an answer to this message may hold, when it leaves from this account, below this warning or what stood above the message. */
export const limitsOf = (
  { audience, replyIdentity, contentWarning }: AnsweredMessage,
  account: SendingAccount,
  warning: string | null = contentWarning,
): string => limitsFor(account.textRules, { ...account, audience, handle: replyIdentity.handle, warning });
