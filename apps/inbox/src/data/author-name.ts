import type { MessageView } from '@filo/contracts/http';
import { identityName } from './identity-name';

/** Who wrote a message. */
export const authorName = ({ author }: Pick<MessageView, 'author'>): string =>
  author.type === 'agent' ? author.agent.name : identityName(author.identity);
