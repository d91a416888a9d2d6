import type { Editor } from '@tiptap/core';
import { useEffect, useReducer } from 'react';

/** How the place of the caret is formatted, and what could be done there. */
export interface Marks {
  bold: boolean;
  italic: boolean;
  link: boolean;
  bullets: boolean;
  numbers: boolean;
  quote: boolean;
  picture: boolean;
  empty: boolean;
}

const marksOf = (editor: Editor): Marks => ({
  bold: editor.isActive('bold'),
  italic: editor.isActive('italic'),
  link: editor.isActive('link'),
  bullets: editor.isActive('bulletList'),
  numbers: editor.isActive('orderedList'),
  quote: editor.isActive('blockquote'),
  picture: editor.isActive('picture'),
  empty: editor.state.selection.empty,
});

const same = (one: Marks, other: Marks) =>
  (Object.keys(one) as (keyof Marks)[]).every((name) => one[name] === other[name]);

/** Follows the caret; draws anew only when something about it changed, not at every key. */
export function useMarks(editor: Editor): Marks {
  const [marks, look] = useReducer(
    (old: Marks) => {
      const next = editor.isDestroyed ? old : marksOf(editor);
      return same(old, next) ? old : next;
    },
    editor,
    marksOf,
  );
  useEffect(() => {
    editor.on('transaction', look);
    return () => void editor.off('transaction', look);
  }, [editor]);
  return marks;
}
