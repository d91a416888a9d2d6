import type { MessageMark } from '@filo/contracts';

/** Says that the first words of a text are a content warning; connectors mark what they hear with the same code. */
export const contentWarningMark: MessageMark = {
  code: 'content-warning',
  text: 'A content warning stands above it.',
};
