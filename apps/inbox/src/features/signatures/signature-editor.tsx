import type { SignatureView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../../data/api/api-error';
import { teamsQuery } from '../../data/teams';
import { sayLanguage } from '../../i18n/say-language';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { SelectField } from '../../ui/select-field';
import { SignatureWords } from './signature-words';
import { changedMeanwhile, type SignatureValues, useSaveSignature } from './use-save-signature';

/** In the order of how many write to shops of Europe in them; whoever needs another asks for it by the API. */
const offered = ['en', 'it', 'de', 'fr', 'es', 'pt', 'nl', 'pl', 'sv', 'ar', 'zh', 'ja'];

/** Makes a signature, or changes it. */
export function SignatureEditor({
  signature,
  onClose,
}: {
  signature: SignatureView | null;
  onClose(): void;
}) {
  const teams = useQuery(teamsQuery).data?.items ?? [];
  const [values, setValues] = useState<SignatureValues>({
    ...{ teamId: signature?.team?.id ?? null, language: signature?.language ?? null },
    text: signature?.text ?? '',
  });
  const change = (part: Partial<SignatureValues>) => setValues((old) => ({ ...old, ...part }));
  const saving = useSaveSignature(signature, onClose);
  const { error } = saving;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (values.text.trim() && !saving.isPending) saving.mutate(values);
  };
  const languages = [...new Set([...offered, ...(values.language === null ? [] : [values.language])])];
  return (
    <Dialog
      title={t(signature ? 'signatures.edit' : 'signatures.make')}
      isOpen
      onClose={onClose}
      holdsWords
      width="max-w-160"
    >
      <form onSubmit={submit} className="space-y-4 p-4">
        {error ? (
          <ProblemStrip
            error={error}
            {...(changedMeanwhile(error) ? { words: t('signatures.changed-meanwhile') } : {})}
          />
        ) : null}
        <div className="flex flex-wrap gap-3">
          <SelectField
            label={t('signatures.team')}
            value={values.teamId ?? ''}
            onChange={(teamId: string) => change({ teamId: teamId || null })}
            options={[
              { value: '', label: t('signatures.no-team') },
              ...teams.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            className="min-w-40 flex-1"
          />
          <SelectField
            label={t('signatures.language')}
            value={values.language ?? ''}
            onChange={(language: string) => change({ language: language || null })}
            options={[
              { value: '', label: t('signatures.any-language') },
              ...languages.map((value) => ({ value, label: sayLanguage(value) })),
            ]}
            className="min-w-40 flex-1"
          />
        </div>
        <SignatureWords
          text={values.text}
          team={teams.find(({ id }) => id === values.teamId)?.name}
          error={error instanceof ApiError ? error.field('text') : undefined}
          onText={(text) => change({ text })}
        />
        <div className="flex justify-end gap-2 border-t border-line pt-3">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary" isDisabled={!values.text.trim() || saving.isPending}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
