import type { LiveChange } from '../../live/record-live.js';
import type { Claimed } from '../intake.js';

/** Tells whoever looks at the thread, or at what has none, that this message came. */
export const messageAdded = ({ account, messageId }: Claimed, threadId: string | null): LiveChange => ({
  accountGroupId: account.accountGroupId,
  kind: 'message',
  data: { threadId, messageId, change: 'added' },
});
