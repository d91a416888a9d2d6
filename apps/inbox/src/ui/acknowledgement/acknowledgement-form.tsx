import type { Acknowledgement } from '@filo/contracts/http';
import type { FormEvent } from 'react';
import { ApiError } from '../../data/api/api-error';
import { sayLanguage } from '../../i18n/say-language';
import { t } from '../../i18n/t';
import { Button } from '../button';
import { CheckField } from '../check-field';
import { ProblemStrip } from '../problem-strip';
import { AcknowledgementPreview } from './acknowledgement-preview';
import { AcknowledgementWords } from './acknowledgement-words';
import { LanguageTabs } from './language-tabs';
import { useAcknowledgementValues } from './use-acknowledgement-values';
import { useSaveAcknowledgement, versionNow } from './use-save-acknowledgement';

interface AcknowledgementFormProps {
  accountId: string;
  stored: Acknowledgement;
  onClose(): void;
}

/** Whether something is said, and what, per language; beside it how it reads now. */
export function AcknowledgementForm({ accountId, stored, onClose }: AcknowledgementFormProps) {
  const { values, at, text, lacking, goTo, setOn, setTexts, change } = useAcknowledgementValues(stored);
  const { on, texts } = values;
  const saving = useSaveAcknowledgement(accountId, stored, { onSaved: onClose, onWrongText: goTo });
  const { error } = saving;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (lacking.length > 0) goTo(texts.indexOf(lacking[0]!));
    else if (!saving.isPending) saving.mutate(values);
  };
  return (
    <form onSubmit={submit} className="space-y-4 p-4">
      {error ? (
        <ProblemStrip
          error={error}
          {...(versionNow(error) === undefined ? {} : { words: t('refusal.acknowledgement-changed') })}
        />
      ) : null}
      <CheckField checked={on} onChange={setOn}>
        {t('acknowledgement.on')}
      </CheckField>
      <p className="text-sm text-ink-3">{t('acknowledgement.rules')}</p>
      <LanguageTabs texts={texts} at={at} onChoose={goTo} onTexts={setTexts} />
      <AcknowledgementWords
        key={text.language}
        text={text}
        hasHours={stored.known.hasHours}
        errorOf={(field) =>
          error instanceof ApiError ? error.field(`texts.${texts.indexOf(text)}.${field}`) : undefined
        }
        onChange={change}
      />
      <AcknowledgementPreview text={text} known={stored.known} />
      <div className="border-t border-line pt-3">
        <p role="status" className="text-sm text-ink-2">
          {lacking.length > 0
            ? t('acknowledgement.lacking', {
                languages: lacking.map(({ language }) => sayLanguage(language)).join(', '),
              })
            : null}
        </p>
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary" isDisabled={saving.isPending}>
            {t('action.save')}
          </Button>
        </div>
      </div>
    </form>
  );
}
