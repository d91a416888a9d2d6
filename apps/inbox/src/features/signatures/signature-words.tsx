import type { SignatureVariable } from '@filo/contracts/http';
import { fillBlanks } from '@filo/text-limits';
import { useRef } from 'react';
import { useAgent } from '../../data/session';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/text-field';

const variables = [
  'agent_name',
  'agent_first_name',
  'team',
  'organisation',
] as const satisfies readonly SignatureVariable[];

interface SignatureWordsProps {
  text: string;
  /** Of the team that is chosen. */
  team: string | undefined;
  error: string | undefined;
  onText(text: string): void;
}

/** The words of a signature, what Filo fills in by itself, and how it looks below an answer of one's own. */
export function SignatureWords({ text, team, error, onText }: SignatureWordsProps) {
  const { name } = useAgent();
  const field = useRef<HTMLDivElement>(null);
  const put = (variable: string) => {
    const area = field.current?.querySelector('textarea');
    const [from, to] = [area?.selectionStart ?? text.length, area?.selectionEnd ?? text.length];
    const blank = `{{${variable}}}`;
    onText(text.slice(0, from) + blank + text.slice(to));
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(from + blank.length, from + blank.length);
    });
  };
  const shown = fillBlanks(text, (variable) => {
    if (variable === 'agent_name') return name;
    if (variable === 'agent_first_name') return name.split(' ')[0];
    return variable === 'team' ? team : undefined;
  });
  return (
    <>
      <div ref={field}>
        <TextField
          label={t('signatures.words')}
          value={text}
          onChange={onText}
          error={error}
          rows={5}
          maxLength={4_000}
          isRequired
          autoFocus
        />
      </div>
      <div role="group" aria-label={t('signatures.variables')} className="flex flex-wrap gap-1.5">
        {variables.map((variable) => (
          <Button key={variable} size="small" onPress={() => put(variable)}>
            {t(`signatures.variable.${variable.replaceAll('_', '-')}`)}
          </Button>
        ))}
      </div>
      <section aria-label={t('signatures.preview')} className="rounded-panel border border-line bg-bg p-3">
        <p className="pb-1 text-xs text-ink-3">{t('signatures.preview')}</p>
        <p dir="auto" className="text-sm wrap-anywhere whitespace-pre-line text-ink-2">
          {`-- \n${shown}`}
        </p>
      </section>
    </>
  );
}
