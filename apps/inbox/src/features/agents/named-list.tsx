import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { TextField } from '../../ui/text-field';

interface Named {
  id: string;
  name: string;
  note: string;
  buttons?: ReactNode;
}

interface NamedListProps {
  title: string;
  lead: string;
  items: readonly Named[];
  make?: (name: string) => Promise<unknown>;
  rename?: (id: string, name: string) => Promise<unknown>;
  makeLabel: string;
  nameLabel: string;
  /** Names of the queries to be read again after a change. */
  refreshes: readonly string[];
}

/** Things that have hardly more than a name: they are made and renamed here. */
export function NamedList(props: NamedListProps) {
  const { title, lead, items, make, rename, makeLabel, nameLabel, refreshes } = props;
  const [naming, setNaming] = useState<Named | 'new' | null>(null);
  return (
    <section className="mt-8 space-y-3">
      <header className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-60 flex-1">
          <h2 className="text-lg font-semibold">{title}</h2>
          <p className="max-w-prose text-ink-2">{lead}</p>
        </div>
        {make ? <Button onPress={() => setNaming('new')}>{makeLabel}</Button> : null}
      </header>
      <ul aria-label={title} className="divide-y divide-line rounded-panel border border-line bg-surface">
        {items.map((item) => (
          <li key={item.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
            <div className="min-w-0 flex-1 basis-60">
              <bdi className="font-medium wrap-anywhere">{item.name}</bdi>
              <p dir="auto" className="text-xs text-ink-3 wrap-anywhere">
                {item.note}
              </p>
            </div>
            {item.buttons}
            {rename ? (
              <Button
                size="small"
                onPress={() => setNaming(item)}
                aria-label={t('agents.do-for', { verb: t('action.rename'), name: item.name })}
              >
                {t('action.rename')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {naming ? (
        <NameDialog
          title={
            naming === 'new' ? makeLabel : t('agents.do-for', { verb: t('action.rename'), name: naming.name })
          }
          label={nameLabel}
          was={naming === 'new' ? '' : naming.name}
          save={(name) => (naming === 'new' ? make?.(name) : rename?.(naming.id, name)) ?? Promise.resolve()}
          refreshes={refreshes}
          onClose={() => setNaming(null)}
        />
      ) : null}
    </section>
  );
}

interface NameDialogProps {
  title: string;
  label: string;
  was: string;
  save(name: string): Promise<unknown>;
  refreshes: readonly string[];
  onClose(): void;
}

function NameDialog({ title, label, was, save, refreshes, onClose }: NameDialogProps) {
  const client = useQueryClient();
  const [name, setName] = useState(was);
  const saving = useMutation({
    mutationFn: () => save(name.trim()),
    onSuccess: onClose,
    onSettled: () => refreshes.forEach((key) => void client.invalidateQueries({ queryKey: [key] })),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() && !saving.isPending) saving.mutate();
  };
  return (
    <Dialog title={title} isOpen onClose={onClose} holdsWords>
      <form onSubmit={submit} className="space-y-4 p-4">
        {saving.error ? <ProblemStrip error={saving.error} /> : null}
        <TextField label={label} value={name} onChange={setName} isRequired autoFocus />
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary" isDisabled={!name.trim() || saving.isPending}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
