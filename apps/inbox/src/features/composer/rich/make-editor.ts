import { Editor, type FocusPosition } from '@tiptap/core';
import type { RefObject } from 'react';
import { t } from '../../../i18n/t';
import { draftOf, useDrafts } from '../../../state/drafts/draft-store';
import { type RichNode, richOf } from '../../../state/drafts/rich-text';
import type { ReplyFieldProps } from '../reply-field-props';
import { insertPasted } from './insert-files';
import { mailText } from './mail-text';
import { writingRules } from './writing-rules';

export type EditorProps = ReplyFieldProps & { focus: FocusPosition };

export const attributesOf = (label: string) => ({
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

const storedDoc = (threadId: string): RichNode | null => draftOf(threadId, 'reply')?.doc ?? null;

const contentOf = (threadId: string): RichNode =>
  storedDoc(threadId) ?? richOf(draftOf(threadId, 'reply')?.text ?? '');

/** An editor in `element` over a person's draft: its changes go into the draft, a draft changed elsewhere into it. */
export function makeEditor(element: HTMLElement | null, latest: RefObject<EditorProps>): Editor {
  const { threadId, label, focus } = latest.current;
  let own = storedDoc(threadId);
  const editor: Editor = new Editor({
    element,
    extensions: writingRules(threadId, t('composer.reply-placeholder')),
    content: contentOf(threadId),
    injectCSS: false,
    editorProps: {
      attributes: attributesOf(label),
      handleDOMEvents: { keydown: (_view, event) => belongsToPage(event) },
      handlePaste: (_view, event) => insertPasted(editor, event, latest.current),
    },
    onUpdate: () => {
      own = editor.getJSON() as RichNode;
      latest.current.composer.write({ doc: own, text: mailText(own) });
    },
  });
  const stop = useDrafts.subscribe(() => {
    const doc = storedDoc(threadId);
    if (doc === own) return;
    own = doc;
    const replaced = editor.chain().setMeta('addToHistory', false);
    replaced.setContent(contentOf(threadId), { emitUpdate: false }).run();
  });
  editor.on('destroy', stop);
  if (focus !== null) editor.commands.focus(focus);
  return editor;
}
