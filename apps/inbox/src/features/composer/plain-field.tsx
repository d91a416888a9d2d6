import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { offerFocus } from '../../state/focus-requests';
import { useWordField } from './scripts/use-word-field';

interface PlainFieldProps {
  label: string;
  placeholder: string;
  text: string;
  onText(text: string): void;
  onFiles(files: readonly File[]): void;
  field?: RefObject<HTMLTextAreaElement | null>;
  /** Says what is wrong with the text, by the id of where it stands. */
  wrong?: string | undefined;
  /** Lies below the words, in the same place. */
  below?: ReactNode;
}

/** Of the field and of what lies below it, so that each word stands above itself. */
export const fieldLook =
  'w-full px-4 py-2 text-md whitespace-pre-wrap wrap-break-word [scrollbar-gutter:stable] [unicode-bidi:plaintext]';

/** Text without formatting: all that a note needs, and what takes the keys of a reply until its editor has come. */
export function PlainField({
  label,
  placeholder,
  text,
  onText,
  onFiles,
  field,
  wrong,
  below,
}: PlainFieldProps) {
  const own = useRef<HTMLTextAreaElement>(null);
  const area = field ?? own;
  useEffect(() => offerFocus('composer', () => area.current?.focus()), [area]);
  useWordField(area, onText);
  return (
    <div className="relative">
      {below}
      <textarea
        ref={area}
        value={text}
        rows={3}
        dir="auto"
        aria-label={label}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong}
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
        className={`${fieldLook} relative field-sizing-content max-h-[40vh] min-h-18 resize-none bg-transparent outline-none max-md:max-h-[30vh]`}
      />
    </div>
  );
}
