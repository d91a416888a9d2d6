import type { DeliveryReport, MessageMark } from '@filo/contracts';
import type { AnsweredMessage } from '../topics/read-placing-facts.js';
import { threadingIdsOf } from './find-answered.js';
import type { Claimed } from './intake.js';
import type { OwnIds } from './own-ids.js';

/** A bounce or complaint, and the message of ours that it provably is about; without one it changes nothing. */
export interface BoundReports {
  reportMessageId: string;
  outboundMessageId: string | undefined;
  /** The very delivery, when the report carries its token. */
  deliveryIds: string[];
  reports: readonly DeliveryReport[];
  marks: MessageMark[];
}

/**
 * Binds a report to our message by our own signed id alone (its token, or our Message-ID with its HMAC): whoever can forge
 * a bounce can forge a reference. Undefined when the message reports nothing.
 */
export const bindReports = (
  { event, messageId }: Claimed,
  answered: readonly AnsweredMessage[],
  { ids }: { ids: OwnIds },
): BoundReports | undefined => {
  if (event.reports.length === 0 && event.class !== 'bounce' && event.class !== 'complaint') return undefined;
  const signed = new Set(threadingIdsOf(event).flatMap((id) => ids.messageOf(id) ?? []));
  const deliveryIds = event.replyTokens.flatMap((token) => ids.deliveryOf(token) ?? []);
  const bound = answered.find(
    (message, index) =>
      message.direction === 'outbound' && (signed.has(message.id) || (index === 0 && deliveryIds.length > 0)),
  );
  return {
    reportMessageId: messageId,
    outboundMessageId: bound?.id,
    deliveryIds: bound ? deliveryIds : [],
    reports: event.reports,
    marks: bound ? [] : [unverified],
  };
};

const unverified: MessageMark = {
  code: 'report-unverified',
  text: 'Nothing in this report proves that it is about a message of ours. It is kept, and nothing was changed by it.',
};
