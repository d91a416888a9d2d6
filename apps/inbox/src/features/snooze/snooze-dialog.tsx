import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { promisesQuery } from '../../data/promises';
import { useAgent } from '../../data/session';
import { findRow } from '../../data/threads/thread-actions';
import { threadQuery } from '../../data/threads/thread-queries';
import { useThreadAction } from '../../data/threads/use-thread-actions';
import { futureWhen, whenIn } from '../../i18n/future-when';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { moveFocus } from '../../state/focus-requests';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { type ChosenTime, WhenField } from '../../ui/when-field';
import { type SnoozeChoice, snoozeChoices } from './snooze-choices';

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
  const [time, setTime] = useState<ChosenTime | null>(null);
  const [now] = useState(() => Date.now());
  const name = thread?.person.name ?? row?.person.name ?? '';
  const topic = topicId ? { topicId } : {};
  const known = { name, assigneeId: thread?.assignee?.id ?? null };
  const topics = thread?.topics.filter((one) => one.snoozed && (!topicId || one.id === topicId)) ?? [];
  const { data: promises } = useQuery(promisesQuery(threadId));
  const next = promises?.items.find(({ state }) => state === 'open');
  const snooze = (at: number | null, more: { typed?: string; promiseId?: string } = {}) => {
    onClose();
    const until = at === null ? null : new Date(at).toISOString();
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
      <form
        className="space-y-4 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (time) snooze(time.at, time.typed ? { typed: time.typed } : {});
        }}
      >
        <WhenField label={t('snooze.until')} timeZone={timeZone} autoFocus onTime={setTime} />
        <div className="flex flex-wrap gap-2" role="group" aria-label={t('snooze.choices')}>
          {snoozeChoices({ now, timeZone, promiseDue: next?.dueAt }).map((choice) => (
            <ChoiceButton
              key={choice.id}
              choice={choice}
              timeZone={timeZone}
              now={now}
              onPress={() => snooze(choice.at, choice.id === 'promise' && next ? { promiseId: next.id } : {})}
            />
          ))}
        </div>
        <p className="text-sm text-ink-3">{t('snooze.who', { name })}</p>
        <div className="flex justify-end gap-2">
          {topics.length > 0 ? <Button onPress={wake}>{t('snooze.wake')}</Button> : null}
          <Button type="submit" tone="primary" isDisabled={time === null}>
            {t('command.thread.snooze')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function ChoiceButton(props: { choice: SnoozeChoice; timeZone: string; now: number; onPress(): void }) {
  const { choice, timeZone, now, onPress } = props;
  const { id, at } = choice;
  return (
    <Button onPress={onPress} className="max-md:basis-full">
      {t(`snooze.${id}`)}
      {at === null ? null : (
        <>
          <span aria-hidden className="text-sm text-ink-3 tabular">
            {futureWhen(new Date(at).toISOString(), now)}
          </span>
          <span className="sr-only">{whenIn(at, timeZone)}</span>
        </>
      )}
    </Button>
  );
}
