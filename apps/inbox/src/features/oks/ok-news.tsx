import type { MessageView, OkRequest } from '@filo/contracts/http';
import { BellRing } from 'lucide-react';
import { authorName } from '../../data/author-name';
import { hasMoved, useShownOk } from '../../data/oks/shown-oks';
import { clock } from '../../i18n/format';
import { t } from '../../i18n/t';

/** What is other than when the OK was asked for, or when the card was shown first: the OK waits until it is read. */
export function OkNews({ asked, isMine }: { asked: OkRequest; isMine: boolean }) {
  const shown = useShownOk(asked);
  const now = shown ? hasMoved(asked, shown) : null;
  const moved = isMine && now === 'words' ? null : now;
  const lines = linesOf(asked, shown?.news ?? []);
  if (!moved && lines.length === 0) return null;
  return (
    <div role="alert" className="mt-2 rounded-input border border-warn bg-warn-bg p-2 text-sm">
      <p className="flex items-center gap-2 font-medium text-warn">
        <BellRing className="size-4 shrink-0" aria-hidden />
        {t(moved ? `oks.new-${moved}` : 'oks.new-since')}
      </p>
      {lines.length > 0 ? (
        <ul className="mt-1 space-y-1">
          {lines.map(({ id, at, by, text }) => (
            <li key={id} className="whitespace-pre-line wrap-anywhere">
              <span className="text-ink-2 tabular">{clock(at)}</span>{' '}
              {by ? <bdi className="font-medium">{by}:</bdi> : null} <span dir="auto">{text}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** What the list tells of, and what a refusal told of that it does not hold yet. */
const linesOf = ({ since }: OkRequest, news: readonly MessageView[]) => [
  ...since.map(({ messageId, at, ours, text }) => ({
    ...{ id: messageId, at, text, by: ours ? t('oks.we') : null },
  })),
  ...news
    .filter(({ id }) => since.every(({ messageId }) => messageId !== id))
    .map((one) => ({ id: one.id, at: one.sortAt, by: authorName(one), text: one.newText || one.text })),
];
