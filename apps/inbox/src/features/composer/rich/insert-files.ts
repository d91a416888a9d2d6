import type { Editor } from '@tiptap/core';
import { t } from '../../../i18n/t';
import { addPicture } from '../../../state/drafts/uploads';
import type { ReplyFieldProps } from '../reply-field-props';
import { isPicture, pastedFiles } from './pasted-files';

/** Puts pictures where the caret stands; their upload begins at once. */
export function insertPictures(editor: Editor, threadId: string, files: readonly File[]): void {
  const content = files.map((file) => ({
    type: 'picture',
    attrs: { id: addPicture(threadId, file), alt: altOf(file), width: null },
  }));
  editor.chain().focus().insertContent(content).run();
}

/** Browsers call every pasted picture `image.png`, which describes none. */
const altOf = ({ name }: File) => (name === 'image.png' ? t('picture.unnamed') : name.replace(/\.\w+$/, ''));

/** Takes pasted files: pictures into the text, all others as attachments. Answers whether there were any. */
export function insertPasted(
  editor: Editor,
  { clipboardData }: ClipboardEvent,
  { threadId, onFiles }: Pick<ReplyFieldProps, 'threadId' | 'onFiles'>,
): boolean {
  const files = clipboardData ? pastedFiles(clipboardData) : [];
  const pictures = files.filter(isPicture);
  if (pictures.length > 0) insertPictures(editor, threadId, pictures);
  const others = files.filter((file) => !isPicture(file));
  if (others.length > 0) onFiles(others);
  return files.length > 0;
}
