import type { ImportView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { importFaultsUrl, undoImport } from '../../data/admin/imports';
import { fullWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { showProblem } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { explain } from '../../ui/explain-problem';

/** One list: how far it is, what it did or would do, which rows were bad, and the way back. */
export function ImportCard({ item }: { item: ImportView }) {
  const { id, name, mode, state, counts, by } = item;
  return (
    <article className="space-y-2 rounded-panel border border-line bg-surface p-4" aria-label={name}>
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 font-semibold wrap-anywhere">{name}</h2>
        <Chip tone={state === 'failed' ? 'danger' : state === 'done' && mode === 'run' ? 'ok' : 'plain'}>
          {t(`imports.state-${state}`)}
        </Chip>
        {mode === 'dry-run' ? <Chip>{t('imports.dry-run')}</Chip> : null}
        <span className="ms-auto text-sm text-ink-3">
          {t('imports.by', { name: by.name, when: fullWhen(item.createdAt) })}
        </span>
      </header>
      <ImportProgress item={item} />
      {item.problem ? <p className="text-danger">{item.problem}</p> : null}
      <p className="text-ink-2">
        {t(mode === 'run' ? 'imports.did' : 'imports.would', {
          merges: counts.merges,
          facts: counts.facts,
          identities: counts.newIdentities,
        })}
      </p>
      {item.fileRemoved ? <p className="text-sm text-ink-3">{t('imports.file-removed')}</p> : null}
      {counts.badRows > 0 && !item.fileRemoved ? (
        <details>
          <summary className="cursor-pointer text-ink-2">
            {t('imports.bad-rows', { count: counts.badRows })}
          </summary>
          <ul className="my-1 text-sm">
            {item.faults.map(({ line, reason }) => (
              <li key={line} className="wrap-anywhere">
                {t('imports.fault', { line, reason })}
              </li>
            ))}
          </ul>
          <a className="text-accent underline" href={importFaultsUrl(id)} download>
            {t('imports.download-faults')}
          </a>
        </details>
      ) : null}
      <UndoImport item={item} />
    </article>
  );
}

function ImportProgress({ item: { state, rows, rowsDone, name, counts, takenBack } }: { item: ImportView }) {
  const label = t(`imports.state-${state}`);
  if (state === 'waiting') return <progress aria-label={label} className="w-full" />;
  if (state === 'undoing')
    return (
      <progress
        max={Math.max(counts.merges + counts.facts, 1)}
        value={takenBack}
        aria-label={label}
        className="w-full accent-accent"
      />
    );
  if (rows === null) return null;
  return (
    <div className="flex items-center gap-2 text-sm text-ink-2">
      {state === 'running' ? (
        <progress max={rows} value={rowsDone} aria-label={name} className="flex-1 accent-accent" />
      ) : null}
      <span className="tabular">{t('imports.rows', { done: rowsDone, count: rows })}</span>
    </div>
  );
}

function UndoImport({ item: { id, name, mode, state } }: { item: ImportView }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const undo = useMutation({
    mutationFn: () => undoImport(id),
    onError: (error) => showProblem(explain(error)),
    onSettled: () => void client.invalidateQueries({ queryKey: ['imports'] }),
  });
  if (mode !== 'run' || state === 'undoing' || state === 'undone') return null;
  return (
    <>
      <Button
        size="small"
        onPress={() => setAsking(true)}
        isDisabled={undo.isPending}
        aria-label={t('imports.undo-label', { name })}
      >
        {t('imports.undo')}
      </Button>
      {asking ? (
        <ConfirmDialog
          title={t('imports.undo-title', { name })}
          text={t('imports.undo-text')}
          verb={t('imports.undo')}
          onConfirm={() => undo.mutate()}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
