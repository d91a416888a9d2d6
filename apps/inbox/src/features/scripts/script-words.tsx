import type { ScriptVariable } from '@filo/contracts/http';
import { useRef, useState } from 'react';
import { sayLanguage } from '../../i18n/say-language';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';
import type { ScriptValues } from './script-values';

const variables = [
  'person_first_name',
  'person_name',
  'agent_first_name',
  'agent_name',
  'organisation',
  'subject',
] as const satisfies readonly ScriptVariable[];

/** In the order of how many write to shops of Europe in them; whoever needs another asks for it by the API. */
const offered = ['en', 'it', 'de', 'fr', 'es', 'pt', 'nl', 'pl', 'sv', 'ar', 'zh', 'ja'] as const;

interface ScriptWordsProps {
  words: ScriptValues['words'];
  onWords(words: ScriptValues['words']): void;
}

/** The words of a script, one language at a time, and what Filo fills in by itself. */
export function ScriptWords({ words, onWords }: ScriptWordsProps) {
  const [shown, setShown] = useState(0);
  const field = useRef<HTMLDivElement>(null);
  const current = words[shown] ?? { language: 'en', text: '' };
  const write = (text: string) =>
    onWords(words.map((one, index) => (index === shown ? { ...one, text } : one)));
  const put = (name: string) => {
    const area = field.current?.querySelector('textarea');
    const [from, to] = [
      area?.selectionStart ?? current.text.length,
      area?.selectionEnd ?? current.text.length,
    ];
    const blank = `{{${name}}}`;
    write(current.text.slice(0, from) + blank + current.text.slice(to));
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(from + blank.length, from + blank.length);
    });
  };
  const add = (language: string) => {
    onWords([...words, { language, text: '' }]);
    setShown(words.length);
  };
  const free = offered.filter((language) => !words.some((one) => one.language.split('-')[0] === language));
  return (
    <fieldset className="space-y-2">
      <legend className="sr-only">{t('scripts.words')}</legend>
      <div className="flex flex-wrap items-end gap-2">
        {words.map(({ language }, index) => (
          <button
            key={language}
            type="button"
            aria-pressed={index === shown}
            onClick={() => setShown(index)}
            className="min-h-8 rounded-control border border-line-strong px-3 text-sm aria-pressed:border-accent aria-pressed:bg-selected aria-pressed:text-accent max-md:min-h-11"
          >
            {sayLanguage(language)}
          </button>
        ))}
        <SelectField
          label={t('scripts.add-language')}
          value=""
          onChange={(language: string) => language && add(language)}
          options={[
            { value: '', label: t('scripts.choose') },
            ...free.map((value) => ({ value: value as string, label: sayLanguage(value) })),
          ]}
          className="ms-auto"
        />
      </div>
      <div ref={field} lang={current.language}>
        <TextField
          label={t('scripts.words-in', { language: sayLanguage(current.language) })}
          help={t('scripts.words-help')}
          value={current.text}
          onChange={write}
          rows={8}
          maxLength={20_000}
        />
      </div>
      <div role="group" aria-label={t('scripts.variables')} className="flex flex-wrap gap-1.5">
        {variables.map((name) => (
          <Button key={name} size="small" onPress={() => put(name)}>
            {t(`scripts.variable.${name.replaceAll('_', '-')}`)}
          </Button>
        ))}
        <Button size="small" onPress={() => put(t('scripts.blank-name'))}>
          {t('scripts.blank')}
        </Button>
      </div>
    </fieldset>
  );
}
