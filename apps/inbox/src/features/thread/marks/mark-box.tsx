import type { MessageView } from '@filo/contracts/http';
import { t } from '../../../i18n/t';
import { toggleMark, useIsMarked, useMarked } from '../../../state/marked-messages';
import { cx } from '../../../ui/class-names';

/** Marks one word of theirs. It stands back until the message is pointed at, or any is marked. */
export function MarkBox({ message }: { message: MessageView }) {
  const { id, threadId, author } = message;
  const marked = useIsMarked(id);
  const any = useMarked(({ messages }) => messages.length > 0);
  if (message.direction !== 'inbound' || message.class !== 'human') return null;
  if (threadId === null || author.type !== 'identity') return null;
  return (
    <label
      className={cx(
        'relative inline-flex min-h-6 items-center gap-1 max-md:before:absolute max-md:before:-inset-2.5',
        !any && 'opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 max-md:opacity-100',
      )}
    >
      <input
        type="checkbox"
        data-mark
        checked={marked}
        onChange={() => toggleMark(threadId, { id, address: author.identity })}
        className="size-4 shrink-0 accent-accent"
      />
      {t('marks.mark')}
    </label>
  );
}
