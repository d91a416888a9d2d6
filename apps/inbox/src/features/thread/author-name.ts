import type { IdentityView, MessageView } from '@filo/contracts/http';

export const identityName = (identity: IdentityView): string =>
  identity.name ?? identity.handle ?? identity.key;

/** Who wrote a message, as the timeline calls them. */
export const authorName = (message: MessageView): string =>
  message.author.type === 'agent' ? message.author.agent.name : identityName(message.author.identity);
