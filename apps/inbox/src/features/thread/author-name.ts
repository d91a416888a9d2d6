import type { MessageView } from '@filo/contracts/http';
import { identityName } from '../../data/identity-name';

/** Who wrote a message, as the timeline calls them. */
export const authorName = (message: MessageView): string =>
  message.author.type === 'agent' ? message.author.agent.name : identityName(message.author.identity);
