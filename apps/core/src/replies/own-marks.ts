import type { MessageMark } from '@filo/contracts';

/** Says that the first words of a text are a content warning; connectors mark what they hear with the same code. */
export const contentWarningMark: MessageMark = {
  code: 'content-warning',
  text: 'A content warning stands above it.',
};

/** Says that everybody can read it where it stands, and that no timeline shows it. */
export const unlistedMark: MessageMark = {
  code: 'unlisted',
  text: 'Everybody can read this, but it stands in no public timeline.',
};

/** Says that its author wishes what it shows covered until somebody looks; connectors mark what they hear with the same code. */
export const sensitiveMark: MessageMark = {
  code: 'sensitive',
  text: 'Its author marked what it shows as sensitive.',
};

/** Says that not all that it shows is here; connectors mark what they hear with the same code. */
export const pictureNotFetchedMark: MessageMark = {
  code: 'picture-not-fetched',
  text: 'A picture of this post could not be fetched. It can be seen at the post itself.',
};
