import type { MessageView, OkRequest } from '@filo/contracts/http';
import { BellRing } from 'lucide-react';
import { hasMoved, useShownOk } from '../../data/oks/shown-oks';
import { clock } from '../../i18n/format';
import { t } from '../../i18n/t';

const writer = ({ author }: MessageView) =>
  author.type === 'agent' ? author.agent.name : (author.identity.name ?? author.identity.key);

/** What is other than when the card was shown first: the OK waits until it is read. */
export function OkNews({ asked, isMine }: { asked: OkRequest; isMine: boolean }) {
  const shown = useShownOk(asked);
  const now = shown ? hasMoved(asked, shown) : null;
  const moved = isMine && now === 'words' ? null : now;
  const news = shown?.news ?? [];
  if (!moved && news.length === 0) return null;
  return (
    <div role="alert" className="mt-2 rounded-input border border-warn bg-warn-bg p-2 text-sm">
      <p className="flex items-center gap-2 font-medium text-warn">
        <BellRing className="size-4 shrink-0" aria-hidden />
        {t(moved === 'words' ? 'oks.new-words' : 'oks.new-in-thread')}
      </p>
      {news.length > 0 ? (
        <ul className="mt-1 space-y-1">
          {news.map((message) => (
            <li key={message.id} className="whitespace-pre-line wrap-anywhere">
              <span className="text-ink-2 tabular">{clock(message.sortAt)}</span>{' '}
              <bdi className="font-medium">{writer(message)}:</bdi>{' '}
              <span dir="auto">{message.newText || message.text}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
