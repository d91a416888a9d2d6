/** How long what has served its purpose is kept; docs/operations.md names the same. */
export const retention = {
  /** Only attempts of the last 15 minutes count. */
  signInFailures: '1 day',
  /** A request may be repeated under its key for so long. */
  idempotencyKeys: '7 days',
  /** What was done with many threads at once can be taken back for so long, and its key is known. */
  bulkJobs: '7 days',
  /** What became of a send stands in its delivery; a late word of the connector may send the row once more. */
  finishedSends: '30 days',
  /** The file of an import that ended, and the bad rows that quote it; what an undo needs is kept for good. */
  importFiles: '30 days',
  /** An upload that no reply took; one that was taken is an attachment. */
  uploads: '7 days',
  /** An answer that a colleague read before it left, or that its author never sent: the message and the audit tell of it. */
  decidedAnswers: '30 days',
  /** Of a draft that was sent or discarded: its words, and that it was, for a save that comes late. */
  wordsOfDrafts: '1 day',
  endedDrafts: '30 days',
  /** Nothing joins a storm that began so long ago. */
  stormBands: '8 days',
  /** What somebody may have deleted at their network since; asked anew when somebody looks again. */
  publicProfiles: '1 hour',
  /** An edit whose message has not come; most are of posts that nobody said to us. */
  keptEdits: '1 day',
  /** What authors deleted, for as long as the bus may hold it. */
  leftOnBus: '8 days',
  /** What an agent was told, read or not. */
  notices: '30 days',
  /** Which messages were acknowledged: what comes again so late is too old to be. */
  acknowledged: '7 days',
  /** What endpoints were told, and what they answered. */
  webhookLog: '30 days',
} as const;
