import type { SavedView } from '@filo/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../../data/api/api-error';
import { useAgent } from '../../data/session';
import { teamsQuery } from '../../data/teams';
import type { ListFilter } from '../../data/threads/list-filter';
import type { ViewName } from '../../data/threads/view-membership';
import { makeView } from '../../data/change-views';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { SelectField } from '../../ui/select-field';
import { TextField } from '../../ui/text-field';

interface SaveViewDialogProps {
  view: ViewName;
  filter: ListFilter;
  onSaved(saved: SavedView): void;
  onClose(): void;
}

/** Keeps what the list is narrowed to under a name: for oneself, for a team that one is in, or, by an admin, for everybody. */
export function SaveViewDialog({ view, filter, onSaved, onClose }: SaveViewDialogProps) {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [who, setWho] = useState('own');
  const options = useWhoseOptions();
  const saving = useMutation({
    mutationFn: () =>
      makeView({
        ...{ name: name.trim(), view, filter },
        ...(who === 'own' || who === 'all' ? { scope: who } : { scope: 'team', teamId: who }),
      }),
    onSuccess: (saved) => {
      showToast({ tone: 'done', text: t('saved-view.made', { name: saved.name }) });
      onSaved(saved);
      onClose();
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['views'] }),
  });
  const { error } = saving;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() && !saving.isPending) saving.mutate();
  };
  return (
    <Dialog title={t('saved-view.save')} isOpen onClose={onClose} holdsWords>
      <form onSubmit={submit} className="space-y-4 p-4">
        {error ? <ProblemStrip error={error} /> : null}
        <TextField
          label={t('saved-view.name')}
          value={name}
          onChange={setName}
          error={error instanceof ApiError ? error.field('name') : undefined}
          maxLength={60}
          isRequired
          autoFocus
        />
        {options.length > 1 ? (
          <SelectField label={t('saved-view.who')} value={who} options={options} onChange={setWho} />
        ) : null}
        <div className="flex justify-end gap-2 border-t border-line pt-3">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary" isDisabled={!name.trim() || saving.isPending}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useWhoseOptions(): { value: string; label: string }[] {
  const me = useAgent();
  const { data: teams } = useQuery(teamsQuery);
  const mine = (teams?.items ?? []).filter(({ members }) => members.some(({ id }) => id === me.id));
  return [
    { value: 'own', label: t('saved-view.own') },
    ...mine.map(({ id, name }) => ({ value: id, label: t('saved-view.of-team', { name }) })),
    ...(me.role === 'admin' ? [{ value: 'all', label: t('saved-view.all') }] : []),
  ];
}
