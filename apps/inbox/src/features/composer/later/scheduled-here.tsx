import type { DraftView } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { useAgent } from '../../../data/session';
import { offerUndo } from '../../../data/threads/hold-back';
import { futureWhen, whenIn } from '../../../i18n/future-when';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import {
  cancelScheduled,
  editScheduled,
  sendScheduledNow,
} from '../../../state/drafts/sync/scheduled-drafts';
import { moveFocus } from '../../../state/focus-requests';
import { useNow } from '../../../state/minute-clock';
import { showProblem } from '../../../state/toasts';
import { Button } from '../../../ui/button';
import { explain } from '../../../ui/explain-problem';
import { PausedNote } from '../../../ui/paused-note';

/** A reply of this thread that leaves by itself, and the ways to change that. It is edited as a draft, so that nothing leaves half changed. */
export function ScheduledHere({ view }: { view: DraftView }) {
  const now = useNow();
  const client = useQueryClient();
  const { timeZone } = useAgent();
  const [busy, setBusy] = useState(false);
  const run = (work: () => Promise<unknown>) => {
    setBusy(true);
    work()
      .then(
        () => moveFocus('composer'),
        (error: unknown) => showProblem(explain(error)),
      )
      .finally(() => setBusy(false));
  };
  const sendNow = async () => {
    const { message } = await sendScheduledNow(view);
    void client.invalidateQueries({ queryKey: ['messages', view.threadId] });
    const hold = message.deliveries[0]?.heldUntil;
    if (hold) offerUndo(client, message, hold);
  };
  const sendAt = view.sendAt ?? view.changedAt;
  return (
    <div
      role="group"
      aria-label={t('later.group')}
      className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-input border border-accent bg-selected py-1 ps-3 pe-1 text-sm text-ink-2"
    >
      <CalendarClock className="size-4 shrink-0 text-accent" aria-hidden />
      <span className="min-w-0 flex-1 truncate max-md:basis-3/4">
        <span className="font-medium text-ink" title={whenIn(Date.parse(sendAt), timeZone)}>
          {t(view.closes ? 'later.leaves-and-closes' : 'later.leaves', { at: futureWhen(sendAt, now) })}
        </span>{' '}
        <bdi>{view.content.text.trim()}</bdi>
      </span>
      <span className="flex flex-wrap gap-1">
        <Button size="small" isDisabled={busy} onPress={() => run(() => editScheduled(view))}>
          {t('later.edit')}
        </Button>
        <Button size="small" isDisabled={busy} onPress={() => run(sendNow)}>
          {t('later.send-now')}
        </Button>
        <Button size="small" tone="quiet" isDisabled={busy} onPress={() => run(() => cancelScheduled(view))}>
          {t('later.cancel')}
        </Button>
      </span>
      <PausedNote draft={view} />
    </div>
  );
}
