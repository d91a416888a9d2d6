import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { offerFocus } from '../../../state/focus-requests';
import type { ReplyFieldProps } from '../reply-field-props';
import { offerWordField } from '../../../state/drafts/word-field';
import { FormatBar } from './format-bar';
import { insertScript, selectBlank, selectPassage } from './script-words';
import { useRichEditor } from './use-rich-editor';

/** The text of a reply with its formatting. The page draws nothing anew at a key; the editor draws itself. */
export default function RichField(props: ReplyFieldProps & { focus: 'end' | number | null }) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRichEditor(place, props);
  useEffect(() => (editor ? offerFocus('composer', () => editor.view.focus()) : undefined), [editor]);
  useEffect(
    () =>
      editor
        ? offerWordField({
            insert: (text) => insertScript(editor, text),
            toBlank: () => void selectBlank(editor),
            show: (passage) => selectPassage(editor, passage),
          })
        : undefined,
    [editor],
  );
  return (
    <>
      <div ref={place} className="max-h-[40vh] w-full overflow-y-auto max-md:max-h-[30vh]" />
      {editor && props.toolbar
        ? createPortal(<FormatBar editor={editor} threadId={props.threadId} />, props.toolbar)
        : null}
    </>
  );
}
