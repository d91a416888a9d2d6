import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { blanksOfDoc } from './script-words';

/** Marks the blanks of a script that are not filled in. */
export const MarkBlanks = Extension.create({
  name: 'markBlanks',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        decorations: ({ doc }) =>
          DecorationSet.create(
            doc,
            blanksOfDoc(doc).map(({ from, to }) => Decoration.inline(from, to, { class: 'script-blank' })),
          ),
      },
    }),
  ],
});
