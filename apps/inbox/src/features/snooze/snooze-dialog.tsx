import { useQuery, useQueryClient } from '@tanstack/react-query';
import { promisesQuery } from '../../data/promises';
import { useAgent } from '../../data/session';
import { findRow } from '../../data/threads/thread-actions';
import { threadQuery } from '../../data/threads/thread-queries';
import { useThreadAction } from '../../data/threads/use-thread-actions';
import { futureWhen } from '../../i18n/future-when';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { moveFocus } from '../../state/focus-requests';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { SnoozeForm } from './snooze-form';

interface SnoozeDialogProps {
  threadId: string;
  topicId: string | null;
  onClose(): void;
}

/** Until when a thread, or one topic of it, is out of the way; their next word brings it back in any case. */
export function SnoozeDialog({ threadId, topicId, onClose }: SnoozeDialogProps) {
  const { data: thread } = useQuery(threadQuery(threadId));
  const row = findRow(useQueryClient(), threadId);
  const { timeZone } = useAgent();
  const act = useThreadAction();
  const name = thread?.person.name ?? row?.person.name ?? '';
  const topic = topicId ? { topicId } : {};
  const known = { name, assigneeId: thread?.assignee?.id ?? null };
  const topics = thread?.topics.filter((one) => one.snoozed && (!topicId || one.id === topicId)) ?? [];
  const { data: promises } = useQuery(promisesQuery(threadId));
  const next = promises?.items.find(({ state }) => state === 'open');
  const snooze = (until: string | null, more: { typed?: string; promiseId?: string } = {}) => {
    onClose();
    const when = until === null ? t('snooze.they-reply') : futureWhen(until, Date.now());
    act(threadId, { kind: 'snooze', until, timeZone, ...more, ...topic }, { ...known, when });
    moveFocus('list');
  };
  const wake = () => {
    onClose();
    act(threadId, { kind: 'wake', ...topic }, known);
  };
  return (
    <Dialog title={t(topicId ? 'snooze.title-topic' : 'snooze.title', { name })} isOpen onClose={onClose}>
      <SnoozeForm
        promiseDue={next?.dueAt}
        who={t('snooze.who', { name })}
        onSnooze={(until, { typed, choice } = {}) =>
          snooze(until, {
            ...(typed !== undefined && { typed }),
            ...(choice === 'promise' && next && { promiseId: next.id }),
          })
        }
      >
        {topics.length > 0 ? <Button onPress={wake}>{t('snooze.wake')}</Button> : null}
      </SnoozeForm>
    </Dialog>
  );
}
