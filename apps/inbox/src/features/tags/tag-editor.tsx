import type { TagView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changeTag, makeTag } from '../../data/admin/tags';
import { ApiError } from '../../data/api/api-error';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { ColourField } from '../../ui/colour-field';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { TextField } from '../../ui/text-field';

type Values = Pick<TagView, 'name' | 'colour'>;

const changesOf = (tag: TagView, { name, colour }: Values): Partial<Values> => ({
  ...(tag.name !== name && { name }),
  ...(tag.colour !== colour && { colour }),
});

/** The tag as it is now, where somebody else changed it since it was opened. */
const changedMeanwhile = (error: unknown): TagView | undefined =>
  error instanceof ApiError && error.problem.reason === 'tag-changed'
    ? (error.body as { tag: TagView }).tag
    : undefined;

/** Makes a tag, or changes what it is called and its colour. */
export function TagEditor({ tag, onClose }: { tag: TagView | null; onClose(): void }) {
  const client = useQueryClient();
  const [base, setBase] = useState(tag);
  const [values, setValues] = useState<Values>({ name: tag?.name ?? '', colour: tag?.colour ?? null });
  const saving = useMutation({
    mutationFn: () => {
      const wanted = { ...values, name: values.name.trim() };
      return base
        ? changeTag(base.id, { version: base.version, ...changesOf(base, wanted) })
        : makeTag(wanted);
    },
    onSuccess: ({ name }) => {
      showToast({ tone: 'done', text: t(tag ? 'tags.changed' : 'tags.made', { name }) });
      onClose();
    },
    onError: (error) => {
      const now = changedMeanwhile(error);
      if (!now || !base) return;
      // What was chosen here stays, on top of what the other did.
      setValues({ ...now, ...changesOf(base, values) });
      setBase(now);
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['tags'] }),
  });
  const { error } = saving;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (values.name.trim() && !saving.isPending) saving.mutate();
  };
  const title = tag ? t('tags.edit-title', { name: tag.name }) : t('tags.make');
  return (
    <Dialog title={title} isOpen onClose={onClose} holdsWords>
      <form onSubmit={submit} className="space-y-4 p-4">
        {error ? (
          <ProblemStrip
            error={error}
            {...(changedMeanwhile(error) ? { words: t('tags.changed-meanwhile') } : {})}
          />
        ) : null}
        <TextField
          label={t('tags.name')}
          value={values.name}
          onChange={(name) => setValues((old) => ({ ...old, name }))}
          error={error instanceof ApiError ? error.field('name') : undefined}
          maxLength={50}
          isRequired
          autoFocus
        />
        <ColourField
          name="tag-colour"
          value={values.colour}
          onChange={(colour) => setValues((old) => ({ ...old, colour }))}
        />
        <div className="flex justify-end gap-2 border-t border-line pt-3">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary" isDisabled={!values.name.trim() || saving.isPending}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
