import { isGoneThere } from '../deletions/gone-there-mark.js';

/** Every delivery of this word of ours, of which there is one, is in one of these states. */
const isAll = (states: string) => (alias: string) => `(
  exists (select from delivery gone where gone.message_id = ${alias}.id and gone.state in (${states}))
  and not exists (select from delivery other where other.message_id = ${alias}.id and other.state not in (${states})))`;

/** Nobody got this word of ours: every delivery of it was refused or came back. What nobody knows of may stand there, and is an answer. */
export const isRefused = isAll(`'failed', 'bounced'`);

const takenBack = isAll(`'failed', 'bounced', 'cancelled', 'deleted'`);

/** Nothing of it stands there: it was refused, or it was deleted, from here or there. */
export const isTakenBack = (alias: string): string => `(${takenBack(alias)} or ${isGoneThere(alias)})`;

/** It stood there, and was deleted, from here or there. */
export const wasDeleted = (alias: string): string =>
  `(exists (select from delivery once where once.message_id = ${alias}.id and once.state = 'deleted') and ${takenBack(alias)} or ${isGoneThere(alias)})`;
