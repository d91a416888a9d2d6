import type { MessageView } from '@filo/contracts/http';

/** What others said after the writer began: what the send guard shows. Our own words and old imports are no news. */
export const newsSince = (
  messages: readonly MessageView[],
  baseAt: string | null,
  agentId: string,
): MessageView[] =>
  baseAt === null
    ? []
    : messages.filter(
        (message) =>
          message.sortAt > baseAt &&
          !message.history &&
          !(message.author.type === 'agent' && message.author.agent.id === agentId),
      );
