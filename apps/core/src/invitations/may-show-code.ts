import type { MessageReceived } from '@filo/contracts';

/**
 * Whether a public account may show by this message that it is its own: what it says in public, or to us in private at its own network,
 * which knows whose word it is. Who writes a mail or sends a form shows nothing of an account elsewhere.
 */
export const mayShowCode = ({
  audience,
  author,
  channel,
}: Pick<MessageReceived, 'audience' | 'author' | 'channel'>): boolean =>
  audience === 'public' || author.kind === channel;
