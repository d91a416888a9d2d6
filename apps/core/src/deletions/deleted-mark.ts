import type { MessageMark } from '@filo/contracts';

/** What stands in the place of a message that its author deleted. */
export const deletedMark: MessageMark = {
  code: 'deleted-by-author',
  text: 'Its author deleted this where it stood; what it said is not kept.',
};
