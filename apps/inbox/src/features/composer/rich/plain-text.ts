import { picturesIn, type RichNode } from '../../../state/drafts/rich-text';
import { mailText } from './mail-text';

/** The words as a network takes them: as the text part of a mail, without what stands there for pictures. */
export const plainText = (doc: RichNode): string => mailText(withoutPictures(doc)).trim();

const withoutPictures = (node: RichNode): RichNode => ({
  ...node,
  ...(node.content && {
    content: node.content.filter((one) => !isPicture(one)).map(withoutPictures),
  }),
});

/** Or a line that held pictures alone. */
const isPicture = (node: RichNode): boolean =>
  node.type === 'picture' ||
  (node.type === 'paragraph' &&
    picturesIn(node).length > 0 &&
    mailText({ type: 'doc', content: [withoutPictures(node)] }).trim() === '');
