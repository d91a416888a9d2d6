import { isGoneThere } from '../deletions/gone-there-mark.js';

/** Every delivery of this word of ours, of which there is one, is in one of these states. */
const isAll = (states: string) => (alias: string) => `(
  exists (select from delivery gone where gone.message_id = ${alias}.id and gone.state in (${states}))
  and not exists (select from delivery other where other.message_id = ${alias}.id and other.state not in (${states})))`;

/** Nobody got this word of ours: every delivery of it was refused or came back. What nobody knows of may stand there, and is an answer. */
export const isRefused = isAll(`'failed', 'bounced'`);

/** Nothing of it stands there: it was refused, or it was deleted, from here or there. */
export const isTakenBack = (alias: string): string =>
  `(${isAll(`'failed', 'bounced', 'cancelled', 'deleted'`)(alias)} or ${isGoneThere(alias)})`;
