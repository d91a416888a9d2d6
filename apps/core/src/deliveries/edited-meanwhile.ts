import { revisionOf } from '../oks/revision-of.js';

const answeredBy = (messageId: string): string =>
  `message ours join message theirs on theirs.id = ours.answers_message_id and theirs.direction = 'inbound' where ours.id = ${messageId}`;

/** SQL: how often its author had changed what this message answers. Null where it answers nobody. */
export const revisionAnswered = (messageId: string): string =>
  `(select ${revisionOf('theirs.id')} from ${answeredBy(messageId)})`;

/** SQL: what delivery `d` answers says something else than what whoever let it go has read. */
export const editedMeanwhile = (d: string): string =>
  `coalesce(${revisionAnswered(`${d}.message_id`)} > ${d}.answered_revision, false)`;

/** How many posts an answer is to be, 0 for a single one, and how many of them were posted. */
export interface PostedParts {
  posted: number;
  parts: number;
}

/** Why it did not leave; where a part of it has, that first, as its connector says it. */
export const editedWhy = ({ posted, parts }: PostedParts) => {
  const standing = posted > 0 && posted < parts;
  const stand = `${posted} of ${parts} parts were posted and stand there. `;
  return {
    code: 'answered-edited',
    detail: `${standing ? stand : ''}The author changed what this answers before it could leave, so it did not leave. Read the words of now; it can be sent again as it is.`,
    why: [
      ...(standing ? [{ code: 'parts-stand', with: { part: posted, of: parts } }] : []),
      { code: 'answered-edited' },
    ],
  };
};
