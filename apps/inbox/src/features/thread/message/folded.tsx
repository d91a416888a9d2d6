import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { t } from '../../../i18n/t';
import { LinkedText } from './linked-text';

/** A quote or signature behind a button that says how long it is. */
export function Folded({ kind, text }: { kind: 'quote' | 'signature'; text: string }) {
  const [open, setOpen] = useState(false);
  const count = text.trimEnd().split('\n').length;
  return (
    <div className="mt-1">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="inline-flex min-h-6 items-center gap-1 rounded-full bg-sunken px-2 text-xs text-ink-2 hover:text-ink"
      >
        <Ellipsis className="size-3.5" aria-hidden />
        {t(`fold.${kind}`, { count })}
      </button>
      {open ? (
        <blockquote className="mt-1 border-s-2 border-line ps-3 text-ink-2">
          <LinkedText text={text} />
        </blockquote>
      ) : null}
    </div>
  );
}
