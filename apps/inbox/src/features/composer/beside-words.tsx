import type { ReplyOptions } from '@filo/contracts/http';
import { languageName } from '../../i18n/rare-format';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import type { Draft } from '../../state/drafts/draft';
import { useDraft } from '../../state/drafts/draft-store';
import { wouldBeWider } from '../../state/drafts/fitting-choices';
import { Button } from '../../ui/button';

const languages: readonly string[] = ['en', 'it', 'de', 'es', 'fr', 'nl', 'pl', 'pt'];
const look =
  'min-h-8 max-w-full rounded-input border border-line-strong bg-surface px-2 text-sm max-md:min-h-11';

const row = 'inline-flex max-w-full items-center gap-1.5 text-xs text-ink-2';

interface BesideWordsProps {
  threadId: string;
  options: ReplyOptions;
  write(change: Partial<Draft>): void;
}

/** What a network lets stand beside the words: who reads them, what hides them until somebody looks, and their language. */
export default function BesideWords({ threadId, options, write }: BesideWordsProps) {
  const draft = useDraft(threadId, 'reply');
  const { readers, contentWarning, asksLanguage } = options;
  return (
    <div className="max-md:group-data-folded/composer:hidden flex flex-wrap items-center gap-2 px-3 pb-1">
      {draft?.readers && wouldBeWider(draft, options) ? (
        <p role="alert" className="flex basis-full flex-wrap items-center gap-2 text-sm text-warn">
          {t('composer.wider', { chosen: t(`composer.readers-${draft.readers}`) })}
          <Button size="small" onPress={() => write({ readers: null })}>
            {t('composer.wider-all-the-same')}
          </Button>
        </p>
      ) : null}
      {readers && readers.fewer.length > 0 ? (
        <Choice
          label={t('composer.readers')}
          value={draft?.readers ?? readers.byDefault}
          choices={[readers.byDefault, ...readers.fewer].map((one) => [one, t(`composer.readers-${one}`)])}
          onChoice={(one) => write({ readers: one === readers.byDefault ? null : one })}
        />
      ) : null}
      {contentWarning == null ? null : (
        <label className={`${row} min-w-0 flex-1 basis-64`}>
          <span className="shrink-0">{t('composer.warning')}</span>
          <input
            value={draft?.contentWarning ?? contentWarning}
            dir="auto"
            maxLength={500}
            placeholder={t('composer.warning-placeholder')}
            onChange={({ target: { value } }) =>
              write({ contentWarning: value === contentWarning ? null : value })
            }
            className={`${look} min-w-0 flex-1`}
          />
        </label>
      )}
      {asksLanguage ? (
        <Choice
          label={t('composer.language')}
          value={draft?.language ?? ''}
          choices={[
            ['', t('composer.language-unsaid')],
            ...languages.map((code) => [code, languageName(code)] as const),
          ]}
          onChoice={(code) => write({ language: code === '' ? null : code })}
        />
      ) : null}
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: NoInfer<Value>;
  choices: readonly (readonly [value: Value, label: string])[];
  onChoice(value: Value): void;
}

function Choice<Value extends string>({ label, value, choices, onChoice }: ChoiceProps<Value>) {
  return (
    <label className={row}>
      {label}
      <select value={value} onChange={(event) => onChoice(event.target.value as Value)} className={look}>
        {choices.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
