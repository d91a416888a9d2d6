import type { ScriptView } from '@filo/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import '../../i18n/later-words';
import { changeScript, removeScript, scriptsQuery } from '../../data/scripts/scripts';
import { undoOf } from '../../data/undo-of';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { explain } from '../../ui/explain-problem';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { TextField } from '../../ui/text-field';
import { foldersOf } from './folders-of';
import { ScriptDialog } from './script-dialog';
import { ScriptRow } from './script-row';

/** Reusable answers: everybody's and one's own, by folder. */
export default function ScriptsPage() {
  const client = useQueryClient();
  const query = useQuery(scriptsQuery);
  const [asked, setAsked] = useState('');
  const [editing, setEditing] = useState<ScriptView | 'new' | null>(null);
  const scripts = query.data?.items ?? [];
  const folders = foldersOf(scripts, asked);
  const refresh = () => void client.invalidateQueries({ queryKey: ['scripts'] });
  const failed = (error: unknown) => showProblem(explain(error));
  const remove = ({ id, title }: ScriptView) => {
    removeScript(id)
      .then(({ change }) => {
        const back = (undoes: string) => changeScript(id, { removed: false }, undoes).finally(refresh);
        showToast({ tone: 'done', text: t('scripts.removed', { title }), ...undoOf(change, back) });
      })
      .catch(failed)
      .finally(refresh);
  };
  return (
    <main tabIndex={0} className="focus-inset h-full overflow-y-auto p-6 max-md:p-3">
      <div className="mx-auto max-w-200">
        <PageHeader title={t('scripts.title')} lead={t('scripts.lead')} />
        <div className="mb-4 flex flex-wrap items-end gap-3">
          <TextField
            label={t('scripts.find')}
            value={asked}
            onChange={setAsked}
            className="min-w-60 flex-1"
          />
          <Button tone="primary" className="min-h-9" onPress={() => setEditing('new')}>
            <Plus className="size-4" aria-hidden />
            {t('scripts.add')}
          </Button>
        </div>
        {query.isError ? <ProblemStrip error={query.error} /> : null}
        {query.isPending ? <Skeleton rows={4} height={72} /> : null}
        {query.data && folders.length === 0 ? (
          <EmptyState title={t(asked ? 'scripts.none-fit' : 'scripts.none-yet')}>
            {asked ? null : t('scripts.none-yet-help')}
          </EmptyState>
        ) : null}
        {folders.map(({ folder, scripts: inIt }) => (
          <section key={folder} aria-label={folder || t('scripts.no-folder')} className="mb-5">
            {folder ? <h2 className="mb-2 text-lg font-semibold">{folder}</h2> : null}
            <ul className="space-y-2">
              {inIt.map((script) => (
                <ScriptRow
                  key={script.id}
                  script={script}
                  onEdit={() => setEditing(script)}
                  onRemove={() => remove(script)}
                />
              ))}
            </ul>
          </section>
        ))}
        {editing ? (
          <ScriptDialog
            script={editing === 'new' ? null : editing}
            folders={[...new Set(scripts.map(({ folder }) => folder).filter(Boolean))]}
            onClose={() => setEditing(null)}
          />
        ) : null}
      </div>
    </main>
  );
}
