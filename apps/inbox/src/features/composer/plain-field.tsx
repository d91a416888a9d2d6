import { type RefObject, useEffect, useRef } from 'react';
import { offerFocus } from '../../state/focus-requests';

interface PlainFieldProps {
  label: string;
  placeholder: string;
  text: string;
  onText(text: string): void;
  onFiles(files: readonly File[]): void;
  field?: RefObject<HTMLTextAreaElement | null>;
}

/** Text without formatting: all that a note needs, and what takes the keys of a reply until its editor has come. */
export function PlainField({ label, placeholder, text, onText, onFiles, field }: PlainFieldProps) {
  const own = useRef<HTMLTextAreaElement>(null);
  const area = field ?? own;
  useEffect(() => offerFocus('composer', () => area.current?.focus()), [area]);
  return (
    <textarea
      ref={area}
      value={text}
      rows={3}
      dir="auto"
      aria-label={label}
      placeholder={placeholder}
      onChange={(event) => onText(event.target.value)}
      onFocus={(event) => {
        // A browser puts the caret before a text it was given; a writer goes on after it.
        if (event.target.selectionEnd === 0) event.target.setSelectionRange(text.length, text.length);
      }}
      onPaste={(event) => {
        if (event.clipboardData.files.length === 0) return;
        event.preventDefault();
        onFiles([...event.clipboardData.files]);
      }}
      className="field-sizing-content max-h-[40vh] min-h-18 w-full resize-none bg-transparent px-4 py-2 text-md outline-none max-md:max-h-[30vh]"
    />
  );
}
