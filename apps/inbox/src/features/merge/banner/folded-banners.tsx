import { ChevronDown, UsersRound } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { cx } from '../../../ui/class-names';

interface FoldedBannersProps {
  title: string;
  names: readonly string[];
  open: boolean;
  onToggle(): void;
  children: ReactNode;
}

/** One line that says whom it is about, so that a phone keeps its thread; the rest below it when asked for. */
export function FoldedBanners({ title, names, open, onToggle, children }: FoldedBannersProps) {
  const id = useId();
  return (
    <div className="flex max-h-[60%] shrink-0 flex-col border-b border-line bg-selected text-sm">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={onToggle}
        className="focus-inset flex min-h-11 shrink-0 items-center gap-2 px-3 text-start"
      >
        <UsersRound className="size-4 shrink-0 text-accent" aria-hidden />
        <span className="min-w-0 flex-1 truncate">
          <span className="font-semibold">{title}</span> <bdi className="text-ink-2">{names.join(', ')}</bdi>
        </span>
        <ChevronDown className={cx('size-4 shrink-0 text-ink-3', open && 'rotate-180')} aria-hidden />
      </button>
      <div id={id} hidden={!open} className="min-h-0 overflow-y-auto">
        {children}
      </div>
    </div>
  );
}
