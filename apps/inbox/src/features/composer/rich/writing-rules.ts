import { type Extensions, Node } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Italic } from '@tiptap/extension-italic';
import { Link } from '@tiptap/extension-link';
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import { Placeholder, UndoRedo } from '@tiptap/extensions';
import { isLinkAddress } from './link-address';
import { MarkBlanks } from './mark-blanks';
import { pictureView } from './picture-view';

/** A picture in the text, by the local id of its upload. Pictures from elsewhere have none and are not taken over. */
const picture = (threadId: string) =>
  Node.create({
    name: 'picture',
    group: 'inline',
    inline: true,
    atom: true,
    draggable: true,
    addAttributes: () => ({
      id: { parseHTML: (element: HTMLElement) => element.dataset['picture'] },
      alt: { default: '' },
      width: {
        default: null,
        parseHTML: (element: HTMLElement) => Number(element.getAttribute('width')) || null,
      },
    }),
    parseHTML: () => [{ tag: 'img[data-picture]' }],
    renderHTML: ({ node }) => [
      'img',
      {
        'data-picture': String(node.attrs['id']),
        alt: String(node.attrs['alt']),
        width: node.attrs['width'] as number,
      },
    ],
    addNodeView: () => pictureView(threadId),
  });

/** Ctrl Enter belongs to sending. */
const LineBreak = HardBreak.extend({
  addKeyboardShortcuts() {
    return { 'Shift-Enter': () => this.editor.commands.setHardBreak() };
  },
});

/** Tab leaves the editor, as everywhere on the page. */
const Item = ListItem.extend({
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.splitListItem(this.name) };
  },
});

const Quote = Blockquote.extend({
  addKeyboardShortcuts() {
    return { ...this.parent?.(), 'Mod-Shift-9': () => this.editor.commands.toggleBlockquote() };
  },
});

/** What a mail may look like: everything that cannot be sent cannot be written or pasted either. */
export const writingRules = (threadId: string, placeholder: string): Extensions => [
  Document,
  Paragraph,
  Text,
  Bold,
  Italic,
  Link.configure({
    openOnClick: false,
    defaultProtocol: 'https',
    isAllowedUri: isLinkAddress,
    HTMLAttributes: { target: null, rel: null },
  }),
  LineBreak,
  BulletList,
  OrderedList,
  Item,
  ListKeymap,
  Quote,
  UndoRedo,
  MarkBlanks,
  Placeholder.configure({ placeholder }),
  picture(threadId),
];
