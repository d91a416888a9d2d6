import { Editor, type FocusPosition } from '@tiptap/core';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../../../i18n/t';
import { draftOf, useDrafts } from '../../../state/drafts/draft-store';
import { type RichNode, richOf } from '../../../state/drafts/rich-text';
import { addPicture } from '../../../state/drafts/uploads';
import type { ReplyFieldProps } from '../reply-field-props';
import { mailText } from './mail-text';
import { isPicture, pastedFiles } from './pasted-files';
import { writingRules } from './writing-rules';

const attributesOf = (label: string) => ({
  role: 'textbox',
  'aria-multiline': 'true',
  'aria-label': label,
  dir: 'auto',
  class: 'reply-text rich-text',
});

/** Sending and leaving are the page's keys; the editor would keep every Enter and Escape to itself. */
const belongsToPage = (event: KeyboardEvent): boolean =>
  !event.isComposing &&
  (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey)));

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

const contentOf = (threadId: string): RichNode => {
  const draft = draftOf(threadId, 'reply');
  return draft?.doc ?? richOf(draft?.text ?? '');
};

/** An editor over the draft of one person: its changes go into the draft, and a draft changed elsewhere into it. */
export function useRichEditor(
  place: RefObject<HTMLElement | null>,
  props: ReplyFieldProps & { focus: FocusPosition },
): Editor | null {
  const { threadId, label } = props;
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const [editor, setEditor] = useState<Editor | null>(null);
  useLayoutEffect(() => {
    let own = draftOf(threadId, 'reply')?.doc ?? null;
    const made: Editor = new Editor({
      element: place.current,
      extensions: writingRules(threadId, t('composer.reply-placeholder')),
      content: contentOf(threadId),
      injectCSS: false,
      editorProps: {
        attributes: attributesOf(latest.current.label),
        handleDOMEvents: { keydown: (_view, event) => belongsToPage(event) },
        handlePaste: (_view, event) => takePaste(made, threadId, event, latest.current.onFiles),
      },
      onUpdate: () => {
        own = made.getJSON() as RichNode;
        latest.current.composer.write({ doc: own, text: mailText(own) });
      },
    });
    const stop = useDrafts.subscribe(() => {
      const doc = draftOf(threadId, 'reply')?.doc ?? null;
      if (doc === own) return;
      own = doc;
      made
        .chain()
        .setMeta('addToHistory', false)
        .setContent(contentOf(threadId), { emitUpdate: false })
        .run();
    });
    if (latest.current.focus !== null) made.commands.focus(latest.current.focus);
    setEditor(made);
    return () => {
      stop();
      made.destroy();
    };
  }, [place, threadId]);
  useEffect(() => editor?.view.setProps({ attributes: attributesOf(label) }), [editor, label]);
  return editor;
}

/** Takes pasted files: pictures into the text, all others as attachments. Answers whether there were any. */
function takePaste(
  editor: Editor,
  threadId: string,
  { clipboardData }: ClipboardEvent,
  onFiles: (files: File[]) => void,
): boolean {
  const files = clipboardData ? pastedFiles(clipboardData) : [];
  const pictures = files.filter(isPicture);
  if (pictures.length > 0) insertPictures(editor, threadId, pictures);
  const others = files.filter((file) => !isPicture(file));
  if (others.length > 0) onFiles(others);
  return files.length > 0;
}
