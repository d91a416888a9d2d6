import type { AccountView, QueryView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Changed } from '../../data/api/request';
import { changeQuery, createQuery, removeQuery } from '../../data/listening/queries';
import { undoOf } from '../../data/undo-of';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { explain } from '../../ui/explain-problem';
import { ProblemStrip } from '../../ui/problem-strip';
import { QueryFields } from './query-fields';
import { QueryTrial } from './query-trial';
import { queryValues, termsOf } from './query-values';

const isQuery = (one: QueryView | AccountView): one is QueryView => 'accountId' in one;

/** Adds or changes what an account listens for; its network says whether it takes it before anything is stored. */
export function QueryDialog({ editing, onClose }: { editing: QueryView | AccountView; onClose(): void }) {
  const client = useQueryClient();
  const query = isQuery(editing) ? editing : null;
  const accountId = isQuery(editing) ? editing.accountId : editing.id;
  const [values, setValues] = useState(() => queryValues(query));
  const refresh = () => void client.invalidateQueries({ queryKey: ['accounts', 'queries'] });
  const saving = useMutation({
    mutationFn: (): Promise<unknown> => {
      const body = { name: values.name.trim(), ...termsOf(values) };
      return query ? changeQuery(query.id, body) : createQuery({ accountId, ...body });
    },
    onSuccess: onClose,
    onSettled: refresh,
  });
  const act: Act = (done, text, undo) => {
    onClose();
    const back = (undoes: string) => undo(undoes).finally(refresh);
    done()
      .then(({ change }) => showToast({ tone: 'done', text, ...undoOf(change, back) }))
      .catch((error: unknown) => showProblem(explain(error)))
      .finally(refresh);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!saving.isPending) saving.mutate();
  };
  return (
    <Dialog title={t(query ? 'listening.edit' : 'listening.add')} isOpen onClose={onClose} holdsWords>
      <form onSubmit={save} className="space-y-3 p-4">
        <QueryFields values={values} onChange={(part) => setValues((old) => ({ ...old, ...part }))} />
        {saving.error ? <ProblemStrip error={saving.error} /> : null}
        <QueryTrial accountId={accountId} values={values} />
        <div className="sticky -bottom-4 -mx-4 -mb-4 flex flex-wrap justify-end gap-2 rounded-b-dialog border-t border-line bg-surface px-4 py-3 max-md:-bottom-2">
          {query ? <QueryChanges query={query} act={act} /> : null}
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary">
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type Act = (
  done: () => Promise<Changed<unknown>>,
  text: string,
  undo: (undoes: string) => Promise<unknown>,
) => void;

function QueryChanges({ query: { id, name, state }, act }: { query: QueryView; act: Act }) {
  const to = (next: 'active' | 'paused') => (undoes?: string) => changeQuery(id, { state: next }, undoes);
  const isPaused = state === 'paused';
  return (
    <span className="me-auto flex gap-2">
      <Button
        onPress={() =>
          isPaused
            ? act(to('active'), t('listening.resumed', { name }), to('paused'))
            : act(to('paused'), t('listening.paused', { name }), to('active'))
        }
      >
        {t(isPaused ? 'action.resume' : 'action.pause')}
      </Button>
      <Button
        tone="danger"
        onPress={() => act(() => removeQuery(id), t('listening.removed', { name }), to(state))}
      >
        {t('action.remove')}
      </Button>
    </span>
  );
}
