import { CornerDownRight } from 'lucide-react';
import { lazy, memo, Suspense, useState } from 'react';
import { clock, dayName } from '../../i18n/format';
import { sayWhy } from '../../i18n/say-why';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { channelName } from '../../ui/channel-glyph';
import type { TimelineEntry } from './build-timeline';
import { MessageItem } from './message-item';
import { ProofAnswerLine } from './proof-answer-line';

const JoinedLine = lazy(() => import('./joined-line'));

/** One entry of the timeline. */
export const TimelineItem = memo(function TimelineItem({
  entry,
  name,
  found = false,
  onPerson,
}: {
  entry: TimelineEntry;
  /** Whose thread it is. */
  name: string;
  /** It is the message at which the thread was opened. */
  found?: boolean;
  onPerson(id: string): void;
}) {
  switch (entry.type) {
    case 'day':
      return <Day at={entry.at} />;
    case 'gap':
      return (
        <li className="py-1 text-center text-xs text-ink-3">{t('timeline.gap', { count: entry.days })}</li>
      );
    case 'read-marker':
      return (
        <li data-read-marker className="my-3 flex items-center gap-3 text-xs font-medium text-accent">
          <span className="h-px flex-1 bg-accent forced-color-adjust-none" aria-hidden />
          {t('timeline.new')}
          <span className="h-px flex-1 bg-accent forced-color-adjust-none" aria-hidden />
        </li>
      );
    case 'message':
      return (
        <li>
          <MessageItem
            message={entry.message}
            ownerSaid={entry.ownerSaid}
            found={found}
            onPerson={onPerson}
          />
        </li>
      );
    case 'pointer':
      return (
        <li className="flex items-center gap-2 py-1.5 ps-11 text-sm text-ink-2">
          <CornerDownRight className="size-3.5 shrink-0" aria-hidden />
          <span className="min-w-0 flex-1 wrap-anywhere">
            {t(`pointer.${entry.pointer.answeredBy ? 'answered' : entry.pointer.role}`, {
              name: entry.pointer.personName,
              channel: channelName(entry.pointer.channel),
            })}{' '}
            {entry.pointer.threadId ? (
              <button
                type="button"
                className="text-accent underline"
                onClick={() => onPerson(entry.pointer.threadId ?? '')}
              >
                <bdi>{entry.pointer.subject ?? t('pointer.open')}</bdi>
              </button>
            ) : (
              <bdi>{entry.pointer.subject}</bdi>
            )}
          </span>
          <time className="text-xs text-ink-3 tabular">{clock(entry.pointer.sortAt)}</time>
        </li>
      );
    case 'answer':
      return <ProofAnswerLine answer={entry.answer} name={name} />;
    case 'joined':
      return (
        <Suspense>
          <JoinedLine joined={entry.joined} />
        </Suspense>
      );
    case 'actions':
      return <ActionsLine actions={entry.actions} />;
  }
});

function Day({ at }: { at: string }) {
  const now = useNow();
  return (
    <li className="flex items-center gap-3 py-3 text-xs font-medium text-ink-3">
      <span className="h-px flex-1 bg-line forced-color-adjust-none" aria-hidden />
      <h2>{dayName(at, now)}</h2>
      <span className="h-px flex-1 bg-line forced-color-adjust-none" aria-hidden />
    </li>
  );
}

/** Actions of one burst as one grey line; opened, each with its time. */
function ActionsLine({ actions }: { actions: Extract<TimelineEntry, { type: 'actions' }>['actions'] }) {
  const [open, setOpen] = useState(false);
  const last = actions.at(-1);
  if (!last) return null;
  if (open || actions.length === 1)
    return (
      <>
        {actions.map((action) => (
          <li key={action.id} className="py-0.5 ps-11 text-xs text-ink-3">
            <time className="tabular">{clock(action.at)}</time>{' '}
            <span dir="auto">{sayWhy(action.text, action.why)}</span>
          </li>
        ))}
      </>
    );
  return (
    <li className="py-0.5 ps-11 text-xs text-ink-3">
      <time className="tabular">{clock(last.at)}</time> <span dir="auto">{sayWhy(last.text, last.why)}</span>{' '}
      <button
        type="button"
        className="min-h-6 px-1 underline"
        aria-expanded={false}
        onClick={() => setOpen(true)}
      >
        {t('timeline.more-actions', { count: actions.length - 1 })}
      </button>
    </li>
  );
}
