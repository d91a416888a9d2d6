/**
 * Marks stand in a vector beside its words, so that the index itself narrows a search to a stretch of time, a channel or the
 * reader's account groups. No word holds an `@`, so nobody can search for a mark.
 */
export const dayMark = (at: Date): string => `@d${at.toISOString().slice(0, 10).replaceAll('-', '')}`;

export const monthMark = (at: Date): string => `@m${at.toISOString().slice(0, 7).replace('-', '')}`;

export const channelMark = (channel: string): string => `@c${channel}`;

/** Some of its digits: two groups may share a mark, and who sees what is decided by the row. */
export const groupMark = (accountGroupId: string): string =>
  `@g${accountGroupId.replaceAll('-', '').slice(-12)}`;
