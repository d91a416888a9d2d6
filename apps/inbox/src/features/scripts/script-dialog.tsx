import type { ScriptView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { changeScript, createScript } from '../../data/scripts/scripts';
import { useAgent } from '../../data/session';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { CheckField } from '../../ui/check-field';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { TextField } from '../../ui/text-field';
import { bodyOf, scriptValues } from './script-values';
import { ScriptWords } from './script-words';

interface ScriptDialogProps {
  script: ScriptView | null;
  /** Those that are there already. */
  folders: readonly string[];
  onClose(): void;
}

/** Makes or changes a script in one or more languages. */
export function ScriptDialog({ script, folders, onClose }: ScriptDialogProps) {
  const client = useQueryClient();
  const { role } = useAgent();
  const [values, setValues] = useState(() => scriptValues(script));
  const change = (part: Partial<typeof values>) => setValues((old) => ({ ...old, ...part }));
  const list = useId();
  const keepsShared = role === 'admin' || role === 'supervisor';
  const saving = useMutation({
    mutationFn: () => {
      const body = bodyOf(values, keepsShared);
      return script ? changeScript(script.id, body) : createScript(body);
    },
    onSuccess: onClose,
    onSettled: () => void client.invalidateQueries({ queryKey: ['scripts'] }),
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!saving.isPending) saving.mutate();
  };
  const empty = !values.title.trim() || values.words.every(({ text }) => !text.trim());
  return (
    <Dialog
      title={t(script ? 'scripts.edit' : 'scripts.add')}
      isOpen
      onClose={onClose}
      holdsWords
      width="max-w-160"
    >
      <form onSubmit={save} className="space-y-3 p-4">
        <div className="flex flex-wrap gap-3">
          <TextField
            label={t('scripts.name')}
            value={values.title}
            onChange={(title) => change({ title })}
            isRequired
            autoFocus
            maxLength={120}
            className="min-w-60 flex-2"
          />
          <TextField
            label={t('scripts.folder')}
            value={values.folder}
            onChange={(folder) => change({ folder })}
            maxLength={80}
            inputProps={{ list }}
            className="min-w-40 flex-1"
          />
          <datalist id={list}>
            {folders.map((folder) => (
              <option key={folder} value={folder} />
            ))}
          </datalist>
        </div>
        <ScriptWords words={values.words} onWords={(words) => change({ words })} />
        {keepsShared ? (
          <CheckField checked={values.shared} onChange={(shared) => change({ shared })}>
            {t('scripts.share')}
          </CheckField>
        ) : (
          <p className="text-sm text-ink-3">{t('scripts.only-own')}</p>
        )}
        {saving.error ? <ProblemStrip error={saving.error} /> : null}
        <div className="flex justify-end gap-2 border-t border-line pt-3">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary" isDisabled={empty || saving.isPending}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
