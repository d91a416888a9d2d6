import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { ProblemStrip } from '../../ui/problem-strip';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';
import { zoneOptions } from '../../ui/zone-options';
import { weekdayName } from './day-name';
import { Holidays } from './holidays';
import { readSpans, showSpans } from './typed-spans';
import { type Hours, versionNow } from './use-save-hours';

/** Monday first, as calendars of Europe have it; Sunday is 0. */
const weekdays = [1, 2, 3, 4, 5, 6, 0];

interface HoursFormProps {
  hours: Hours;
  isAdmin: boolean;
  saving: { mutate(hours: Hours): void; isPending: boolean; error: Error | null };
}

/** The week by its days, the zone of the clock, and the holidays. */
export function HoursForm({ hours, isAdmin, saving }: HoursFormProps) {
  const [timeZone, setTimeZone] = useState(hours.timeZone);
  const [typed, setTyped] = useState(() => hours.week.map(showSpans));
  const [holidays, setHolidays] = useState(hours.holidays);
  const week = typed.map(readSpans);
  const isWrong = week.includes(undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWrong || saving.isPending) return;
    saving.mutate({ timeZone, week: week.map((spans) => spans ?? []), holidays });
  };
  return (
    <form onSubmit={submit} className="max-w-120 space-y-5">
      {saving.error ? (
        <ProblemStrip
          error={saving.error}
          {...(versionNow(saving.error) === undefined ? {} : { words: t('refusal.business-hours-changed') })}
        />
      ) : null}
      <fieldset disabled={!isAdmin} className="space-y-2">
        <legend className="pb-1 text-sm text-ink-3">{t('hours.week-help')}</legend>
        {weekdays.map((weekday) => (
          <TextField
            key={weekday}
            label={weekdayName(weekday)}
            value={typed[weekday] ?? ''}
            placeholder={t('hours.closed')}
            onChange={(text) => setTyped((old) => old.map((was, at) => (at === weekday ? text : was)))}
            error={week[weekday] ? undefined : t('hours.not-understood')}
            isDisabled={!isAdmin}
          />
        ))}
        <SelectField
          label={t('hours.zone')}
          value={timeZone}
          onChange={setTimeZone}
          options={zoneOptions(timeZone)}
        />
      </fieldset>
      <Holidays days={holidays} isDisabled={!isAdmin} onDays={setHolidays} />
      {isAdmin ? (
        <Button type="submit" tone="primary" isDisabled={isWrong || saving.isPending}>
          {t('action.save')}
        </Button>
      ) : null}
    </form>
  );
}
