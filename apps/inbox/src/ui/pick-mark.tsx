import { Check } from 'lucide-react';
import { cx } from './class-names';

interface PickMarkProps {
  picked: boolean;
  /** Whether anybody is: then every row shows that it can be. */
  any: boolean;
}

/** Over the face of a row, which a press picks: whether the person is. A key does the same, as an option holds no controls. */
export default function PickMark({ picked, any }: PickMarkProps) {
  return (
    <span
      className={cx(
        'absolute inset-1 flex items-center justify-center rounded-full border',
        picked ? 'border-accent bg-accent text-on-accent' : 'border-line-strong bg-surface text-ink-3',
        !picked && !any && 'opacity-0 group-hover/row:opacity-100 [@media(hover:none)]:hidden',
      )}
    >
      <Check className="size-4" aria-hidden />
    </span>
  );
}
