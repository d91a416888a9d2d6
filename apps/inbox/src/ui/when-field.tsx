import { useState } from 'react';
import { whenIn } from '../i18n/future-when';
import '../i18n/later-words';
import { t } from '../i18n/t';
import { readWhen } from '../when/read-when';
import { instantOf, wallAt } from '@filo/wall-clock';
import { inputLook, TextField } from './text-field';

export interface ChosenTime {
  at: number;
  typed: string;
}

interface WhenFieldProps {
  label: string;
  timeZone: string;
  autoFocus?: boolean;
  /** What stands in it at first. */
  initial?: ChosenTime | undefined;
  onTime(time: ChosenTime | null): void;
}

const two = (value: number) => String(value).padStart(2, '0');
const pickerValue = (at: number, timeZone: string) => {
  const { year, month, day, hour, minute } = wallAt(at, timeZone);
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
};

/** A time in one's own words, or picked; it says what it understood, by the clock of the agent. */
export function WhenField({ label, timeZone, autoFocus = false, initial, onTime }: WhenFieldProps) {
  const [typed, setTyped] = useState(initial?.typed ?? '');
  const [picked, setPicked] = useState(() => (initial ? pickerValue(initial.at, timeZone) : ''));
  const [fault, setFault] = useState<'past' | 'unknown' | null>(null);
  const [at, setAt] = useState<number | null>(initial?.at ?? null);
  const take = (next: number | null, words: string, wrong: typeof fault) => {
    setAt(next);
    setFault(wrong);
    onTime(next === null ? null : { at: next, typed: words });
  };
  const type = (words: string) => {
    setTyped(words);
    if (words.trim() === '') return take(null, '', null);
    const read = readWhen(words, { now: Date.now(), timeZone });
    if (!('at' in read)) return take(null, words, read.fault);
    setPicked(pickerValue(read.at, timeZone));
    take(read.at, words.trim(), null);
  };
  const pick = (value: string) => {
    setPicked(value);
    setTyped('');
    const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(value);
    if (!found) return take(null, '', null);
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
    const next = instantOf({ year, month, day, hour, minute }, timeZone);
    if (next <= Date.now()) take(null, '', 'past');
    else take(next, '', null);
  };
  return (
    <div className="flex flex-wrap items-start gap-3">
      <TextField
        label={label}
        value={typed}
        onChange={type}
        autoFocus={autoFocus}
        placeholder={t('when.example')}
        error={fault && typed ? t(`when.${fault}`) : undefined}
        className="min-w-48 flex-1"
        inputProps={{ autoComplete: 'off', dir: 'auto' }}
      />
      <label className="flex flex-col gap-1 text-sm font-medium text-ink-2">
        {t('when.pick')}
        <input
          type="datetime-local"
          value={picked}
          onChange={(event) => pick(event.target.value)}
          className={`${inputLook} h-9 font-normal max-md:h-11`}
        />
      </label>
      <p aria-live="polite" className="min-h-5 basis-full text-sm text-ink-2">
        {at !== null ? whenIn(at, timeZone) : fault === 'past' && !typed ? t('when.past') : ''}
      </p>
    </div>
  );
}
