import type { Editor } from '@tiptap/core';
import { changeDraft, draftOf, dropDraft, openDrafts } from '../../../state/drafts/draft-store';
import { type EditorProps, makeEditor } from './make-editor';
import { selectPassage } from './script-words';
import { richOf } from '../../../state/drafts/rich-text';

openDrafts('sam');
// jsdom lays nothing out.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect = () => new DOMRect();
let editor: Editor;
const open = (focus: EditorProps['focus'] = null): Editor => {
  const place = document.body.appendChild(document.createElement('div'));
  const composer = { write: (change: object) => changeDraft('amara', 'reply', change) };
  const props = {
    threadId: 'amara',
    label: 'Reply',
    toolbar: null,
    composer,
    focus,
    onFiles: () => undefined,
  };
  return makeEditor(place, { current: props as unknown as EditorProps });
};
const shown = () => editor.getText({ blockSeparator: '\n' });
afterEach(() => {
  editor.destroy();
  dropDraft('amara', 'reply');
  document.body.replaceChildren();
});

test('words that came from elsewhere are shown, formatted or not, and what was sent is shown no longer', () => {
  editor = open();
  changeDraft('amara', 'reply', { text: 'Begun before.' });
  expect(shown()).toBe('Begun before.');
  changeDraft('amara', 'reply', { text: 'Begun elsewhere.\nTwice.' });
  expect(shown()).toBe('Begun elsewhere.\nTwice.');
  changeDraft('amara', 'reply', { text: 'formatted', doc: richOf('formatted') });
  expect(shown()).toBe('formatted');
  dropDraft('amara', 'reply');
  expect(shown()).toBe('');
});

test('what is typed is in the draft, and the editor is not filled anew by it', () => {
  editor = open();
  editor.commands.insertContent('We will');
  const caret = editor.state.selection.from;
  changeDraft('amara', 'reply', { cc: ['a@shop.example'] });
  expect(editor.state.selection.from).toBe(caret);
  expect(draftOf('amara', 'reply')).toMatchObject({ text: 'We will', doc: editor.getJSON() });
});

test('whoever was writing has the focus before the next key, at the place where they were', () => {
  changeDraft('amara', 'reply', { text: 'We will look.' });
  editor = open('end');
  expect(document.activeElement).toBe(editor.view.dom);
  expect(editor.state.selection.from).toBe(1 + 'We will look.'.length);
});

test('a passage that is private is shown where it stands, whatever dashes it was set with', () => {
  changeDraft('amara', 'reply', { text: 'Hi,\ninvoice 2024‑00123 is paid.' });
  editor = open();
  const selected = () => {
    const { from, to } = editor.state.selection;
    return editor.state.doc.textBetween(from, to);
  };
  selectPassage(editor, '2024-00123');
  expect(selected()).toBe('2024‑00123');
  selectPassage(editor, 'invoice 2024-00123 is paid.\nOr not');
  expect(selected()).toBe('invoice 2024‑00123 is paid.');
  selectPassage(editor, 'not there');
  expect(document.activeElement).toBe(editor.view.dom);
});
