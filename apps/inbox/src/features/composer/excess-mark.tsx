import { fittingLength } from '@filo/text-limits';
import { type RefObject, useDeferredValue, useEffect, useRef } from 'react';
import { fieldLook } from './plain-field';

interface ExcessMarkProps {
  text: string;
  /** Names how long the text may be. */
  limits: string;
  /** Whose words are underlined: a field for plain text can mark none of its own. */
  field: RefObject<HTMLTextAreaElement | null>;
}

/**
 * Underlines what of a field's text is more than its network takes: the same words in the same place below it, of which only the line is seen. It is for
 * eyes alone, and follows a key later than the key itself.
 */
export default function ExcessMark({ text, limits, field }: ExcessMarkProps) {
  const later = useDeferredValue(text);
  const mirror = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const area = field.current;
    const follow = () => mirror.current?.scrollTo({ top: area?.scrollTop ?? 0 });
    follow();
    area?.addEventListener('scroll', follow);
    return () => area?.removeEventListener('scroll', follow);
  });
  // What is sent is trimmed: blanks before the words count for nothing.
  const blanks = later.length - later.trimStart().length;
  const fits = fittingLength(limits, later.trim());
  if (fits === undefined) return null;
  return (
    <div
      ref={mirror}
      aria-hidden
      dir="auto"
      className={`${fieldLook} pointer-events-none absolute inset-0 overflow-hidden text-transparent forced-color-adjust-none`}
    >
      {later.slice(0, blanks + fits)}
      <u className="decoration-danger decoration-wavy decoration-2 underline-offset-2">
        {later.slice(blanks + fits)}
      </u>
      {/* A field keeps a line for what follows the last break. */}
      {'\u200b'}
    </div>
  );
}
