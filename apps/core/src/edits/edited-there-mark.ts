import type { MessageMark } from '@filo/contracts';

/** What stands at words of ours that somebody of ours changed where they stand, and not from here. */
export const editedThereMark: MessageMark = {
  code: 'edited-there',
  text: 'This was changed where it stands, not from here: these are the words that stand there.',
};

/** The same of an answer in several posts: its network tells the words of one of them. */
export const partEditedThereMark: MessageMark = {
  code: 'part-edited-there',
  text: 'One of the posts of this answer was changed where it stands, not from here. These are the words that were sent.',
};
