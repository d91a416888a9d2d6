import type { FoundMessage } from '@filo/contracts/http';
import { Paperclip } from 'lucide-react';
import { shortWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { ChannelGlyph } from '../../ui/channel-glyph';
import { foundId } from './found-items';
import { Marked } from './marked';
import { optionLook } from './option-look';
import { Pickable, usePickedHere } from './pickable';

interface MessageOptionProps {
  message: FoundMessage;
  active: boolean;
  onOpen(): void;
}

/** A message that was found: with whom, who said it, and the place where the words stand. */
export function MessageOption({ message, active, onOpen }: MessageOptionProps) {
  const now = useNow();
  const { direction, authorName, personName, threadId } = message;
  const picked = usePickedHere(threadId);
  return (
    <div
      id={foundId(`message ${message.id}`)}
      role="option"
      aria-selected={active}
      {...(picked !== undefined && { 'aria-checked': picked })}
      onClick={onOpen}
      className={optionLook(active, picked)}
    >
      <Pickable personId={threadId}>
        <span className="flex size-9 shrink-0 items-start justify-center pt-0.5">
          <ChannelGlyph channel={direction === 'note' ? 'note' : message.channel} label />
        </span>
      </Pickable>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <bdi className="truncate font-medium">{personName || authorName}</bdi>
          <span className="ms-auto shrink-0 text-xs text-ink-3 tabular">
            {shortWhen(message.sortAt, now)}
          </span>
        </span>
        {message.subject ? (
          <span dir="auto" className="block excerpt text-sm">
            <Marked parts={message.subject} />
          </span>
        ) : null}
        <span className="line-clamp-2 text-sm text-ink-2">
          {direction === 'inbound' ? null : (
            <span className="text-ink-3">{t('search.said-by', { name: authorName })} </span>
          )}
          <Marked parts={message.snippet} />
        </span>
        {message.files.map((file, index) => (
          <span key={index} className="flex items-center gap-1 text-sm text-ink-2">
            <Paperclip className="size-3 shrink-0" aria-hidden />
            <Marked parts={file} />
          </span>
        ))}
        {threadId === null ? <span className="text-sm text-ink-3">{t('search.nobodys')}</span> : null}
      </span>
    </div>
  );
}
