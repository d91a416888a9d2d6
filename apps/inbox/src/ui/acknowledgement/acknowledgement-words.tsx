import type { AcknowledgementText, AcknowledgementVariable } from '@filo/contracts/http';
import { useRef, useState } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../button';
import { TextField } from '../text-field';

const variables = [
  'organisation',
  'expected_time',
  'next_opening',
] as const satisfies readonly AcknowledgementVariable[];

type Words = Omit<AcknowledgementText, 'language'>;
const fields = ['subject', 'within', 'outside'] as const satisfies readonly (keyof Words)[];

interface AcknowledgementWordsProps {
  text: AcknowledgementText;
  hasHours: boolean;
  errorOf(field: keyof Words): string | undefined;
  onChange(part: Partial<Words>): void;
}

/** The words in one language, and what Filo fills in: it goes where the hand was last. */
export function AcknowledgementWords({ text, hasHours, errorOf, onChange }: AcknowledgementWordsProps) {
  const group = useRef<HTMLDivElement>(null);
  const [last, setLast] = useState<keyof Words>('within');
  const put = (variable: string) => {
    const field = group.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name=${last}]`);
    const words = text[last];
    const [from, to] = [field?.selectionStart ?? words.length, field?.selectionEnd ?? words.length];
    const blank = `{{${variable}}}`;
    onChange({ [last]: words.slice(0, from) + blank + words.slice(to) });
    requestAnimationFrame(() => {
      field?.focus();
      field?.setSelectionRange(from + blank.length, from + blank.length);
    });
  };
  const labelOf = (field: keyof Words) =>
    t(field === 'within' && !hasHours ? 'acknowledgement.always' : `acknowledgement.${field}`);
  return (
    <div ref={group} className="space-y-4">
      {fields.map((field) => (
        <TextField
          key={field}
          name={field}
          label={labelOf(field)}
          {...(field === 'outside' && !hasHours ? { help: t('acknowledgement.no-hours') } : {})}
          value={text[field]}
          onChange={(words) => onChange({ [field]: words })}
          onFocus={() => setLast(field)}
          error={errorOf(field)}
          {...(field === 'subject' ? {} : { rows: 5 })}
          maxLength={field === 'subject' ? 200 : 4_000}
          isRequired
        />
      ))}
      <div role="group" aria-label={t('signatures.variables')} className="flex flex-wrap gap-1.5">
        {variables.map((variable) => (
          <Button key={variable} size="small" onPress={() => put(variable)}>
            {t(`acknowledgement.variable.${variable.replaceAll('_', '-')}`)}
          </Button>
        ))}
      </div>
      <p className="text-sm text-ink-3">{t('acknowledgement.variables-help')}</p>
    </div>
  );
}
