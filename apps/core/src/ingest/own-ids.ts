import { verifyMessageId } from '../replies/message-id.js';
import { verifyReplyToken } from '../replies/reply-token.js';
import type { TokenKeys } from '../replies/token-keys.js';

/** Recognises what we signed ourselves; everything else names nothing of ours. */
export interface OwnIds {
  deliveryOf(replyToken: string): string | undefined;
  messageOf(threadingId: string): string | undefined;
}

export const ownIds = (keys: TokenKeys, now: () => Date = () => new Date()): OwnIds => ({
  deliveryOf: (token) => verifyReplyToken(keys, token, now())?.deliveryId,
  messageOf: (threadingId) => verifyMessageId(keys, threadingId)?.messageId,
});
