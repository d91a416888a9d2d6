import type { ThreadRow } from '@filo/contracts/http';
import { MailWarning } from 'lucide-react';
import { lazy, memo, Suspense } from 'react';
import { photoUrl } from '../../data/photo-url';
import { shortWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { useDraftText } from '../../state/drafts/draft-store';
import { isAnyPicked, isPicked, togglePicked, usePicked } from '../../state/picked-people';
import { useNow } from '../../state/minute-clock';
import { usePresentAgents, writes } from '../../state/presence';
import { Avatar } from '../../ui/avatar';
import { ChannelGlyph } from '../../ui/channel-glyph';
import { Chip } from '../../ui/chip';
import { Present } from '../../ui/present';
import { cx } from '../../ui/class-names';
import { WaitChip } from '../../ui/wait-chip';
import { rowName, rowSubject } from './row-name';
import type { PressKeys } from './extend-picked';

const RowMarks = lazy(() => import('./row-marks'));
const PickMark = lazy(() => import('../../ui/pick-mark'));
const RowTags = lazy(() => import('./row-tags'));

interface PersonRowProps {
  row: ThreadRow;
  id: string;
  selected: boolean;
  position: number;
  total: number;
  onChoose(id: string, keys: PressKeys): void;
}

/** One person in the list. Drawn again only when their own row changes. */
export const PersonRow = memo(function PersonRow({
  row,
  id,
  selected,
  position,
  total,
  onChoose,
}: PersonRowProps) {
  const now = useNow();
  const picked = usePicked((state) => isPicked(state, row.id));
  const any = usePicked(isAnyPicked);
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      {...(any && { 'aria-checked': picked })}
      aria-posinset={position}
      aria-setsize={total}
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      onClick={(event) => onChoose(row.id, event)}
      className={cx(
        'group/row relative flex h-full gap-3 border-b border-line px-4 py-2.5 transition-colors duration-80',
        selected || picked ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <span className="sr-only">
        {rowName(row, now)}
        {row.tagIds.length > 0 ? (
          <Suspense>
            <RowTags ids={row.tagIds} />
          </Suspense>
        ) : null}
      </span>
      <Present threadId={row.id} look="words" />
      {row.unread ? (
        <span
          className="absolute start-1 top-6 size-2 rounded-full bg-accent forced-color-adjust-none"
          aria-hidden
        />
      ) : null}
      <Face row={row} />
      <div className="min-w-0 flex-1" aria-hidden>
        <div className="flex items-center gap-2">
          <bdi className={cx('truncate', row.unread ? 'font-bold' : 'font-medium')}>{row.person.name}</bdi>
          <span className="flex gap-1">
            {row.channels.slice(0, 3).map((channel) => (
              <ChannelGlyph key={channel} channel={channel} />
            ))}
          </span>
          <span className="ms-auto shrink-0 text-xs text-ink-3 tabular">{shortWhen(row.lastAt, now)}</span>
        </div>
        <p dir="auto" className={cx('excerpt text-sm', row.unread && 'font-semibold')}>
          {rowSubject(row)}
        </p>
        <div className="flex items-center gap-2">
          <Present threadId={row.id} look="row" />
          <Preview row={row} />
          {row.undelivered ? (
            <Chip tone="danger">
              <MailWarning className="size-3" aria-hidden />
              {t('row.undelivered')}
            </Chip>
          ) : null}
          {row.grave || row.promise || row.snoozed || row.team || row.tagIds.length > 0 ? (
            <Suspense>
              <RowMarks row={row} />
            </Suspense>
          ) : null}
          {row.waitingSince ? <WaitChip since={row.waitingSince} /> : null}
          {row.state === 'closed' ? <Chip>{t('state.closed')}</Chip> : null}
        </div>
      </div>
    </div>
  );
});

/** On which a press picks the person. */
function Face({ row }: { row: ThreadRow }) {
  const picked = usePicked((state) => isPicked(state, row.id));
  const any = usePicked(isAnyPicked);
  return (
    <span
      aria-hidden
      data-pick
      className="relative -m-1 shrink-0 self-start p-1"
      onClick={(event) => {
        if (event.shiftKey) return;
        event.stopPropagation();
        togglePicked(row.id);
      }}
    >
      <Avatar seed={row.person.id} name={row.person.name} photo={photoUrl(row.person)} />
      <Suspense>
        <PickMark picked={picked} any={any} />
      </Suspense>
    </span>
  );
}

/** The last words, or the unsent draft. */
function Preview({ row }: { row: ThreadRow }) {
  const draft = useDraftText(row.id);
  const isAnswered = usePresentAgents(row.id).some(writes);
  if (draft !== undefined)
    return (
      <span className="flex min-w-0 flex-1 gap-1 text-sm text-ink-2">
        <span className="shrink-0 font-medium text-danger">{t('row.draft')}</span>
        <span dir="auto" className="min-w-0 flex-1 excerpt">
          {draft}
        </span>
      </span>
    );
  // Who is answering stands in the place of the words that are answered.
  if (isAnswered) return <span className="flex-1" />;
  const lead = {
    ...{ inbound: '', outbound: t('row.us'), note: t('row.note') },
    'taken-back': t('row.taken-back'),
  }[row.previewDirection];
  return (
    <span className="flex min-w-0 flex-1 gap-1 text-sm text-ink-2">
      {lead ? <span className="shrink-0 text-ink-3">{lead}</span> : null}
      <span dir="auto" className="min-w-0 flex-1 excerpt">
        {row.preview}
      </span>
    </span>
  );
}
