import { useState } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/text-field';
import { dayName } from './day-name';

interface HolidaysProps {
  days: readonly string[];
  isDisabled: boolean;
  onDays(days: string[]): void;
}

/** Days of no work, by date. */
export function Holidays({ days, isDisabled, onDays }: HolidaysProps) {
  const [day, setDay] = useState('');
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day);
  const add = () => {
    if (!isDay) return;
    onDays([...new Set([...days, day])].toSorted());
    setDay('');
  };
  return (
    <fieldset className="space-y-2">
      <legend className="text-sm font-medium text-ink-2">{t('hours.holidays')}</legend>
      {days.length === 0 ? <p className="text-sm text-ink-3">{t('hours.no-holidays')}</p> : null}
      <ul className="flex flex-wrap gap-2">
        {days.map((one) => (
          <li key={one} className="flex items-center gap-2 rounded-full bg-sunken ps-3 text-sm">
            {dayName(one)}
            <Button
              size="small"
              tone="quiet"
              isDisabled={isDisabled}
              aria-label={t('agents.do-for', { verb: t('action.remove'), name: dayName(one) })}
              onPress={() => onDays(days.filter((other) => other !== one))}
            >
              {t('action.remove')}
            </Button>
          </li>
        ))}
      </ul>
      {isDisabled ? null : (
        <div className="flex flex-wrap items-end gap-2">
          <TextField
            label={t('hours.holiday')}
            value={day}
            onChange={setDay}
            inputProps={{ type: 'date' }}
            className="w-44"
          />
          <Button isDisabled={!isDay} onPress={add}>
            {t('hours.add-holiday')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
