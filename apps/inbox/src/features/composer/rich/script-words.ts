import type { Editor } from '@tiptap/core';
import { blanksIn } from '@filo/text-limits';
import { placeIn } from '../../../state/drafts/word-field';
import { richOf } from '../../../state/drafts/rich-text';

/** Puts plain words where the caret stands: one line into its line, several as paragraphs. */
export function insertScript(editor: Editor, text: string): void {
  const paragraphs = richOf(text).content ?? [];
  if (paragraphs.length > 1) editor.commands.insertContent(paragraphs);
  else editor.commands.insertContent({ type: 'text', text });
  editor.view.focus();
  selectBlank(editor);
}

/** Selects the first blank that is left; answers whether there is one. */
export function selectBlank(editor: Editor): boolean {
  const [blank] = blanksOfDoc(editor.state.doc);
  if (!blank) return false;
  select(editor, blank);
  return true;
}

/** Selects a passage; of one over several lines what stands in the first of them. */
export function selectPassage(editor: Editor, passage: string): void {
  const [first = ''] = passage.split('\n');
  let found: { from: number; to: number } | undefined;
  eachLine(editor.state.doc, (line, start) => {
    const place = placeIn(line, first);
    if (place) found ??= { from: start + place.from, to: start + place.to };
  });
  if (found) select(editor, found);
  else editor.view.focus();
}

/** The focus is there at once: the library's own command gives it a frame later, and keys pressed before that would go to the page. */
function select(editor: Editor, place: { from: number; to: number }): void {
  editor.chain().setTextSelection(place).scrollIntoView().run();
  editor.view.focus();
}

type Doc = Editor['state']['doc'];

/** Where the blanks of a text stand in the document. A blank lies in one line. */
export function blanksOfDoc(doc: Doc): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  eachLine(doc, (line, start) => {
    for (const { from, to } of blanksIn(line)) found.push({ from: start + from, to: start + to });
  });
  return found;
}

function eachLine(doc: Doc, look: (line: string, start: number) => void): void {
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    // What is no text takes one place, as it does in the document.
    look(node.textBetween(0, node.content.size, undefined, '\n'), position + 1);
    return false;
  });
}
