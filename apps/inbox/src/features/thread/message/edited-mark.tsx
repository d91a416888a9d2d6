import type { MessageView } from '@filo/contracts/http';
import { History } from 'lucide-react';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Chip } from '../../../ui/chip';
import { isGone } from './is-gone';

const FormerWords = lazy(() => import('./former-words'));

/** By whoever wrote it, or by somebody of ours where it stands. */
export const editedCodes: readonly string[] = ['edited-by-author', 'edited-there'];

/** The mark of a changed message, which opens what it said before; of one whose words are gone it opens nothing. */
export function EditedMark({ message, children }: { message: MessageView; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  if (isGone(message)) return <Chip tone="warn">{children}</Chip>;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="relative inline-flex min-h-6 max-w-full items-center underline decoration-dotted underline-offset-2 max-md:before:absolute max-md:before:-inset-2.5"
      >
        <Chip tone="warn" wraps>
          <History className="size-3 shrink-0" aria-hidden />
          {children}
        </Chip>
      </button>
      {isOpen ? (
        <Suspense fallback={null}>
          <FormerWords message={message} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
