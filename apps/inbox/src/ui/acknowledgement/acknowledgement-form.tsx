import type { Acknowledgement } from '@filo/contracts/http';
import { i18n } from '@lingui/core';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../../data/api/api-error';
import { t } from '../../i18n/t';
import { Button } from '../button';
import { CheckField } from '../check-field';
import { ProblemStrip } from '../problem-strip';
import { AcknowledgementPreview } from './acknowledgement-preview';
import { AcknowledgementWords } from './acknowledgement-words';
import { LanguageTabs } from './language-tabs';
import { starterIn } from './starters';
import { changedMeanwhile, useSaveAcknowledgement } from './use-save-acknowledgement';

interface AcknowledgementFormProps {
  accountId: string;
  stored: Acknowledgement;
  onClose(): void;
}

const valuesOf = ({ on, texts }: Acknowledgement) => ({
  on,
  texts: texts.length > 0 ? texts : [starterIn(i18n.locale)],
});

/** Whether something is said, and what, per language; beside it how it reads now. */
export function AcknowledgementForm({ accountId, stored, onClose }: AcknowledgementFormProps) {
  const [values, setValues] = useState(() => valuesOf(stored));
  const [at, setAt] = useState(0);
  const saving = useSaveAcknowledgement(accountId, stored, {
    onSaved: onClose,
    onOvertaken: (now) => {
      setValues(valuesOf(now));
      setAt(0);
    },
  });
  const { on, texts } = values;
  const text = texts[at] ?? texts[0]!;
  const isComplete = texts.every((one) => one.subject.trim() && one.within.trim() && one.outside.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete && !saving.isPending) saving.mutate(values);
  };
  const { error } = saving;
  return (
    <form onSubmit={submit} className="space-y-4 p-4">
      {error ? (
        <ProblemStrip
          error={error}
          {...(changedMeanwhile(error) ? { words: t('acknowledgement.changed-meanwhile') } : {})}
        />
      ) : null}
      <CheckField checked={on} onChange={(now) => setValues((old) => ({ ...old, on: now }))}>
        {t('acknowledgement.on')}
      </CheckField>
      <p className="text-sm text-ink-3">{t('acknowledgement.rules')}</p>
      <LanguageTabs
        texts={texts}
        at={at}
        onChoose={setAt}
        onTexts={(next, chosen) => {
          setValues((old) => ({ ...old, texts: next }));
          setAt(chosen);
        }}
      />
      <AcknowledgementWords
        key={text.language}
        text={text}
        hasHours={stored.known.hasHours}
        errorOf={(field) =>
          error instanceof ApiError ? error.field(`texts.${texts.indexOf(text)}.${field}`) : undefined
        }
        onChange={(part) =>
          setValues((old) => ({
            ...old,
            texts: old.texts.map((one) => (one.language === text.language ? { ...one, ...part } : one)),
          }))
        }
      />
      <AcknowledgementPreview text={text} known={stored.known} />
      <div className="flex justify-end gap-2 border-t border-line pt-3">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" tone="primary" isDisabled={!isComplete || saving.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}
