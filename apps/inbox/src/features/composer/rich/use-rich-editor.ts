import type { Editor } from '@tiptap/core';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { attributesOf, type EditorProps, makeEditor } from './make-editor';

/** The editor in `place`, as long as the component lives. */
export function useRichEditor(place: RefObject<HTMLElement | null>, props: EditorProps): Editor | null {
  const { threadId, label } = props;
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const [editor, setEditor] = useState<Editor | null>(null);
  useLayoutEffect(() => {
    const made = makeEditor(place.current, latest);
    setEditor(made);
    return () => made.destroy();
  }, [place, threadId]);
  useEffect(() => editor?.view.setProps({ attributes: attributesOf(label) }), [editor, label]);
  return editor;
}
