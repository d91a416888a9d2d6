import type { BusinessHours } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../../data/api/api-error';
import { businessHoursQuery, setBusinessHours } from '../../data/business-hours';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { ProblemStrip } from '../../ui/problem-strip';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';
import { zoneOptions } from '../../ui/zone-options';
import { weekdayName } from './day-name';
import { Holidays } from './holidays';
import { readSpans, showSpans } from './typed-spans';

/** Monday first, as calendars of Europe have it; Sunday is 0. */
const weekdays = [1, 2, 3, 4, 5, 6, 0];

/** Sets the hours; where somebody else was quicker, a second save is made on theirs. */
function useSaving(first: number) {
  const client = useQueryClient();
  const [version, setVersion] = useState(first);
  return useMutation({
    mutationFn: (hours: Pick<BusinessHours, 'timeZone' | 'week' | 'holidays'>) =>
      setBusinessHours({ version, ...hours }),
    onSuccess: (now) => {
      setVersion(now.version);
      client.setQueryData(businessHoursQuery.queryKey, now);
      showToast({ tone: 'done', text: t('hours.saved') });
    },
    onError: (error) => {
      const now = hoursNow(error);
      if (now) setVersion(now.version);
    },
  });
}

/** As somebody else set them meanwhile; undefined: something else went wrong. */
const hoursNow = (error: unknown): BusinessHours | undefined =>
  error instanceof ApiError && error.problem.reason === 'business-hours-changed'
    ? (error.body as { hours: BusinessHours }).hours
    : undefined;

/** The week by its days, the zone of the clock, and the holidays. */
export function HoursForm({ hours, isAdmin }: { hours: BusinessHours; isAdmin: boolean }) {
  const saving = useSaving(hours.version);
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
          {...(hoursNow(saving.error) ? { words: t('refusal.business-hours-changed') } : {})}
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
