import type { MessageReceived } from '@filo/contracts';
import type { AnsweredMessage } from '../topics/read-placing-facts.js';
import type { OwnIds } from './own-ids.js';

/** Newest references that are looked at; a long thread names hundreds. */
const referencesMax = 20;

/** Ids by which a message says what it answers, the strongest first: `In-Reply-To`, then `References` newest first. */
export const threadingIdsOf = (event: MessageReceived): string[] => [
  ...new Set([...event.inReplyTo, ...event.references.toReversed()].slice(0, referencesMax)),
];

export interface AnswerIndex {
  byDelivery: ReadonlyMap<string, AnsweredMessage>;
  byMessage: ReadonlyMap<string, AnsweredMessage>;
  byThreadingId: ReadonlyMap<string, readonly AnsweredMessage[]>;
}

/**
 * What a message answers, the strongest claim first: our signed token, then ids in order. Where several messages bear one
 * id, those of the author's own thread come first. Whose thread a hit belongs to is for the caller to judge.
 */
export const findAnswered = (
  event: MessageReceived,
  index: AnswerIndex,
  own: { ids: OwnIds; personId: string | undefined },
): AnsweredMessage[] => {
  const byToken = event.replyTokens.flatMap(
    (token) => index.byDelivery.get(own.ids.deliveryOf(token) ?? '') ?? [],
  );
  const byId = threadingIdsOf(event).flatMap((id) => {
    const ours = index.byMessage.get(own.ids.messageOf(id) ?? '');
    return ours ? [ours] : ownFirst(index.byThreadingId.get(id) ?? [], own.personId);
  });
  return [...new Map([...byToken, ...byId].map((message) => [message.id, message])).values()];
};

const ownFirst = (messages: readonly AnsweredMessage[], personId: string | undefined): AnsweredMessage[] =>
  messages.toSorted(
    (a, b) => Number(b.personId === personId) - Number(a.personId === personId) || b.sortAt - a.sortAt,
  );
