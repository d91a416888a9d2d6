import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { businessHoursQuery } from '../../data/business-hours';
import { useAgent } from '../../data/session';
import { futureWhen, whenIn } from '../../i18n/future-when';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { type ChosenTime, WhenField } from '../../ui/when-field';
import { type SnoozeChoice, snoozeChoices } from './snooze-choices';

interface SnoozeFormProps {
  /** When the next promise is due. */
  promiseDue?: string | undefined;
  /** Who brings it back before that. */
  who: string;
  /** Null: until they reply. */
  onSnooze(until: string | null, by?: { typed?: string; choice?: SnoozeChoice['id'] }): void;
  /** What else can be done. */
  children?: ReactNode;
}

/** Until when something is out of the way: typed, or one of the times that most snoozes are. */
export function SnoozeForm({ promiseDue, who, onSnooze, children }: SnoozeFormProps) {
  const { timeZone } = useAgent();
  const [time, setTime] = useState<ChosenTime | null>(null);
  const { data: hours } = useQuery(businessHoursQuery);
  const [now] = useState(() => Date.now());
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return (
    <form
      className="space-y-4 p-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (time) onSnooze(iso(time.at), time.typed ? { typed: time.typed } : {});
      }}
    >
      <WhenField label={t('snooze.until')} timeZone={timeZone} autoFocus onTime={setTime} />
      <div className="flex flex-wrap gap-2" role="group" aria-label={t('snooze.choices')}>
        {snoozeChoices({ now, timeZone, promiseDue, workingDay: hours?.nextDay ?? undefined }).map(
          (choice) => (
            <ChoiceButton
              key={choice.id}
              choice={choice}
              timeZone={timeZone}
              now={now}
              onPress={() => onSnooze(iso(choice.at), { choice: choice.id })}
            />
          ),
        )}
      </div>
      <p className="text-sm text-ink-3">{who}</p>
      <div className="flex justify-end gap-2">
        {children}
        <Button type="submit" tone="primary" isDisabled={time === null}>
          {t('command.thread.snooze')}
        </Button>
      </div>
    </form>
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
