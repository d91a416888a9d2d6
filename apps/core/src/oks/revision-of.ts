/** How often the author of a message changed its words: which of them an answer was written to. `messageId`: SQL. */
export const revisionOf = (messageId: string): string =>
  `coalesce((select max(rev.n) from message_revision rev where rev.message_id = ${messageId}), 0)`;
