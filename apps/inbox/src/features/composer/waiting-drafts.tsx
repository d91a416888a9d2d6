import { FilePen } from 'lucide-react';
import { t } from '../../i18n/t';
import type { DraftMode } from '../../state/drafts/draft';
import { useDraft } from '../../state/drafts/draft-store';
import { takeUpDraft, useWaitingDrafts } from '../../state/drafts/merged-drafts';
import { moveFocus } from '../../state/focus-requests';
import { Button } from '../../ui/button';

interface WaitingDraftsProps {
  threadId: string;
  mode: DraftMode;
}

/** Drafts of those who were merged into this thread, each with its first words, and the way to go on with it. */
export function WaitingDrafts({ threadId, mode }: WaitingDraftsProps) {
  return useWaitingDrafts(threadId, mode).map((waiting) => (
    <Waiting key={waiting} {...{ threadId, mode, waiting }} />
  ));
}

function Waiting({ threadId, mode, waiting }: WaitingDraftsProps & { waiting: string }) {
  const draft = useDraft(waiting, mode);
  return (
    <div className="flex items-center gap-2 rounded-input border border-line bg-sunken py-1 ps-3 pe-1 text-sm text-ink-2">
      <FilePen className="size-4 shrink-0" aria-hidden />
      <span className="min-w-0 flex-1 truncate">
        {t(`composer.waits-${mode}`)} <bdi className="text-ink">{draft?.text.trim()}</bdi>
      </span>
      <Button
        size="small"
        onPress={() => {
          takeUpDraft(threadId, waiting, mode);
          moveFocus('composer');
        }}
      >
        {t('composer.take-up')}
      </Button>
    </div>
  );
}
