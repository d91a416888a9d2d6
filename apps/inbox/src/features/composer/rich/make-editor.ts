import { Editor, type FocusPosition, resolveFocusPosition } from '@tiptap/core';
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

/** What stands in a draft; its words count where nobody formatted them. */
interface Stored {
  doc: RichNode | null;
  text: string;
}

const stored = (threadId: string): Stored => {
  const { doc = null, text = '' } = draftOf(threadId, 'reply') ?? {};
  return { doc, text };
};

const isSame = (one: Stored, other: Stored): boolean =>
  one.doc === other.doc && (one.doc !== null || one.text === other.text);

const contentOf = ({ doc, text }: Stored): RichNode => doc ?? richOf(text);

/** Gives the editor the focus at once: a key pressed before the next frame would go to the page. */
function focusAt(editor: Editor, position: FocusPosition): void {
  editor.commands.command(({ tr }) => {
    const selection = resolveFocusPosition(tr.doc, position);
    if (selection) tr.setSelection(selection);
    return true;
  });
  editor.view.focus();
}

/** An editor in `element` over a person's draft: its changes go into the draft, a draft changed elsewhere into it. */
export function makeEditor(element: HTMLElement | null, latest: RefObject<EditorProps>): Editor {
  const { threadId, label, focus } = latest.current;
  let own = stored(threadId);
  const editor: Editor = new Editor({
    element,
    extensions: writingRules(threadId, t('composer.reply-placeholder')),
    content: contentOf(own),
    injectCSS: false,
    editorProps: {
      attributes: attributesOf(label),
      handleDOMEvents: { keydown: (_view, event) => belongsToPage(event) },
      handlePaste: (_view, event) => insertPasted(editor, event, latest.current),
    },
    onUpdate: () => {
      const doc = editor.getJSON() as RichNode;
      own = { doc, text: mailText(doc) };
      latest.current.composer.write(own);
    },
  });
  const stop = useDrafts.subscribe(() => {
    const now = stored(threadId);
    if (isSame(now, own)) return;
    own = now;
    const replaced = editor.chain().setMeta('addToHistory', false);
    replaced.setContent(contentOf(now), { emitUpdate: false }).run();
  });
  editor.on('destroy', stop);
  if (focus !== null) focusAt(editor, focus);
  return editor;
}
