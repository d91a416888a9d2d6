import '../../i18n/later-words';
import type { DraftView } from '@filo/contracts/http';
import { FilePen, TriangleAlert } from 'lucide-react';
import { shortWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import type { DraftMode } from '../../state/drafts/draft';
import { useDraft } from '../../state/drafts/draft-store';
import { useKept, useKeptBeside } from '../../state/drafts/sync/kept-drafts';
import { takeUpKept } from '../../state/drafts/sync/sync-drafts';
import { moveFocus } from '../../state/focus-requests';
import { useNow } from '../../state/minute-clock';
import { showProblem } from '../../state/toasts';
import { Button } from '../../ui/button';
import { explain } from '../../ui/explain-problem';
import { whyBack } from '../../ui/why-back';
import { ScheduledHere } from './later/scheduled-here';

/**
 * Drafts of this thread beside the one that is written: what leaves later, and what was written at another computer, each with the way to go on with
 * it. None overwrites the other.
 */
export default function KeptBeside({ threadId, mode }: { threadId: string; mode: DraftMode }) {
  const scheduled = useKept(threadId, mode).filter(({ state }) => state === 'scheduled');
  const beside = useKeptBeside(threadId, mode);
  return (
    <>
      {scheduled.map((view) => (
        <ScheduledHere key={view.id} view={view} />
      ))}
      <CameBack threadId={threadId} mode={mode} />
      {beside.map((view) => (
        <Kept key={view.id} view={view} />
      ))}
    </>
  );
}

/** Why what stands in the composer is there again, until its writer goes on with it. */
function CameBack({ threadId, mode }: { threadId: string; mode: DraftMode }) {
  const draft = useDraft(threadId, mode);
  const kept = useKept(threadId, mode).find(({ id }) => id === draft?.key);
  if (!draft || !kept?.notice || draft.revision > kept.revision) return null;
  return (
    <p
      role="status"
      className="flex gap-2 rounded-input border border-warn bg-warn-bg px-3 py-2 text-sm text-warn"
    >
      <TriangleAlert className="size-4 shrink-0" aria-hidden />
      {whyBack(kept.notice)}
    </p>
  );
}

function Kept({ view }: { view: DraftView }) {
  const now = useNow();
  return (
    <div className="flex items-center gap-2 rounded-input border border-line bg-sunken py-1 ps-3 pe-1 text-sm text-ink-2">
      <FilePen className="size-4 shrink-0" aria-hidden />
      <span className="min-w-0 flex-1 truncate">
        {view.notice ? whyBack(view.notice) : t('drafts.beside', { at: shortWhen(view.changedAt, now) })}{' '}
        <bdi className="text-ink">{view.content.text.trim()}</bdi>
      </span>
      <Button
        size="small"
        onPress={() =>
          void takeUpKept(view).then(
            () => moveFocus('composer'),
            (error: unknown) => showProblem(explain(error)),
          )
        }
      >
        {t('composer.take-up')}
      </Button>
    </div>
  );
}
