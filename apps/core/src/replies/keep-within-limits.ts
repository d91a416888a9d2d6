import type { ReplyCreate } from '@filo/contracts/http';
import { measureText } from '@filo/text-limits';
import { DomainError } from '../http/domain-error.js';

/** Refuses an answer that its network would refuse or cut, with the count; nothing of it leaves. */
export const keepWithinLimits = (channel: string, reply: Pick<ReplyCreate, 'text' | 'attachments'>): void => {
  const measure = measureText(channel, reply.text);
  if (!measure) return;
  const { used, max, unit } = measure;
  if (used > max) {
    throw new DomainError(
      'text-too-long',
      `Nothing was sent: the answer has ${used} ${unit}, and ${max} are the most there. Take out ${used - max}.`,
      { measure },
    );
  }
  if ((reply.attachments ?? []).length > 0) {
    throw new DomainError(
      'cannot-reply',
      'Nothing was sent: a public post cannot carry files from here. Take them out.',
      { reason: 'no-files-in-public' },
    );
  }
};
