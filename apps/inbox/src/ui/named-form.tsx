import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ApiError } from '../data/api/api-error';
import { t } from '../i18n/t';
import { showToast } from '../state/toasts';
import { Button } from './button';
import { ProblemStrip } from './problem-strip';

interface Named {
  id: string;
  name: string;
  version: number;
}

export interface NamedKind<Item extends Named, Values extends { name: string }> {
  /** What it is called in `…-changed`, by which the server says that somebody else changed it, and in its answer. */
  kind: 'tag' | 'team';
  /** Their list, which is read again, and the family of their words. */
  list: 'tags' | 'teams';
  valuesOf(item: Item | null): Values;
  /** What was changed here: what somebody else changed meanwhile stays. */
  changesOf(item: Item, values: Values): Partial<Values>;
  make(values: Values): Promise<Item>;
  change(id: string, changes: Partial<Values> & { version: number }): Promise<Item>;
}

interface NamedFields<Values> {
  values: Values;
  nameError: string | undefined;
  onChange(part: Partial<Values>): void;
}

interface NamedFormProps<Item extends Named, Values extends { name: string }> {
  of: NamedKind<Item, Values>;
  /** Null: one is made. */
  item: Item | null;
  onClose(): void;
  children(fields: NamedFields<Values>): ReactNode;
}

/** Makes or changes what an admin gives a name; where somebody else was quicker, what was chosen here stays on top of what they did. */
export function NamedForm<Item extends Named, Values extends { name: string }>(
  props: NamedFormProps<Item, Values>,
) {
  const { of, item, onClose, children } = props;
  const { kind, list, valuesOf, changesOf, make, change } = of;
  const client = useQueryClient();
  const [base, setBase] = useState(item);
  const [values, setValues] = useState(() => valuesOf(item));
  const changedMeanwhile = (error: unknown) =>
    error instanceof ApiError && error.problem.reason === `${kind}-changed`
      ? (error.body as Record<string, Item>)[kind]
      : undefined;
  const saving = useMutation({
    mutationFn: () => {
      const wanted = { ...values, name: values.name.trim() };
      return base ? change(base.id, { version: base.version, ...changesOf(base, wanted) }) : make(wanted);
    },
    onSuccess: ({ name }) => {
      showToast({ tone: 'done', text: t(`${list}.${item ? 'changed' : 'made'}`, { name }) });
      onClose();
    },
    onError: (error) => {
      const now = changedMeanwhile(error);
      if (!now || !base) return;
      setValues({ ...valuesOf(now), ...changesOf(base, values) });
      setBase(now);
    },
    onSettled: () => void client.invalidateQueries({ queryKey: [list] }),
  });
  const { error } = saving;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (values.name.trim() && !saving.isPending) saving.mutate();
  };
  return (
    <form onSubmit={submit} className="space-y-4 p-4">
      {error ? (
        <ProblemStrip
          error={error}
          {...(changedMeanwhile(error) ? { words: t(`${list}.changed-meanwhile`) } : {})}
        />
      ) : null}
      {children({
        values,
        nameError: error instanceof ApiError ? error.field('name') : undefined,
        onChange: (part) => setValues((old) => ({ ...old, ...part })),
      })}
      <div className="flex justify-end gap-2 border-t border-line pt-3">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" tone="primary" isDisabled={!values.name.trim() || saving.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}
