import type { DraftView } from '@filo/contracts/http';
import { CalendarClock, CalendarX, NotebookPen, Paperclip, Send, Trash2 } from 'lucide-react';
import { shortWhen } from '../../i18n/format';
import { futureWhen } from '../../i18n/future-when';
import { t } from '../../i18n/t';
import { cancelScheduled } from '../../state/drafts/sync/scheduled-drafts';
import { discardKept } from '../../state/drafts/sync/sync-drafts';
import { useNow } from '../../state/minute-clock';
import { showProblem } from '../../state/toasts';
import { Chip } from '../../ui/chip';
import { cx } from '../../ui/class-names';
import { explain } from '../../ui/explain-problem';
import { IconButton } from '../../ui/icon-button';
import { PausedNote } from '../../ui/paused-note';
import { whyBack } from '../../ui/why-back';

/** What would leave by itself is a draft first. */
const remove = (draft: DraftView): Promise<unknown> =>
  draft.state === 'scheduled' ? cancelScheduled(draft) : discardKept(draft);

/** One draft: to whom, what it says, since when, and whether it leaves by itself. */
export function DraftCard({ draft, onOpen }: { draft: DraftView; onOpen(draft: DraftView): void }) {
  const now = useNow();
  const { content, mode, sendAt, notice } = draft;
  const isNote = mode === 'note';
  const name = draft.personName ?? t('drafts.nobody');
  const kind = isNote ? 'drafts.note-on' : content.begins ? 'drafts.message-to' : 'drafts.reply-to';
  const Icon = isNote ? NotebookPen : Send;
  return (
    <article
      tabIndex={-1}
      data-draft={draft.id}
      aria-label={t(kind, { name })}
      className={cx(
        'focus-inset flex items-start gap-1 rounded-panel border p-1',
        isNote ? 'border-dashed border-note-ink bg-note' : 'border-line bg-surface',
      )}
    >
      <button
        type="button"
        disabled={draft.threadId === null}
        onClick={() => onOpen(draft)}
        className="min-w-0 flex-1 rounded-control px-3 py-2 text-start hover:bg-hover"
      >
        <span className="flex flex-wrap items-center gap-2">
          <Icon className="size-4 shrink-0 text-ink-3" aria-hidden />
          <bdi className="min-w-0 truncate font-medium">{t(kind, { name })}</bdi>
          {content.attachments.length > 0 ? (
            <Chip>
              <Paperclip className="size-3" aria-hidden />
              {t('drafts.files', { count: content.attachments.length })}
            </Chip>
          ) : null}
          {sendAt ? (
            <Chip tone="accent">
              <CalendarClock className="size-3" aria-hidden />
              {t('later.leaves', { at: futureWhen(sendAt, now) })}
            </Chip>
          ) : null}
          <span className="ms-auto text-xs text-ink-3 tabular">{shortWhen(draft.changedAt, now)}</span>
        </span>
        <PausedNote draft={draft} />
        {notice ? <span className="mt-1 block text-sm text-warn">{whyBack(notice)}</span> : null}
        <span className="mt-1 line-clamp-2 text-sm text-ink-2" dir="auto">
          {content.begins?.subject ? `${content.begins.subject} – ` : null}
          {content.text.trim()}
        </span>
      </button>
      <IconButton
        label={t(sendAt ? 'drafts.cancel' : 'drafts.discard', { name })}
        onPress={() => void remove(draft).catch((error: unknown) => showProblem(explain(error)))}
      >
        {sendAt ? <CalendarX className="size-4" aria-hidden /> : <Trash2 className="size-4" aria-hidden />}
      </IconButton>
    </article>
  );
}
