import type { MessageMark } from '@filo/contracts';

/** What a reader is told of a message that its author changed where it stood. */
export const editedMark: MessageMark = {
  code: 'edited-by-author',
  text: 'Its author changed this after it was sent.',
};
