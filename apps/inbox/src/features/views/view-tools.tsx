import type { SavedView } from '@filo/contracts/http';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { alike, type ListFilter } from '../../data/threads/list-filter';
import type { ViewName } from '../../data/threads/view-membership';
import { useSavedView } from '../../data/views';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { Button } from '../../ui/button';
import { Menu, type MenuChoice } from '../../ui/menu';
import { RenameViewDialog } from './rename-view-dialog';
import { SaveViewDialog } from './save-view-dialog';
import { useViewActions } from './use-view-actions';

interface ViewToolsProps {
  view: ViewName;
  filter: ListFilter;
  savedId: string | undefined;
  /** Another saved view is what the list shows now; null: none. */
  onSaved(id: string | null): void;
}

/** What can be done with a narrowed list: it is kept as a view, and a kept one is changed, renamed, moved and deleted. */
export default function ViewTools({ view, filter, savedId, onSaved }: ViewToolsProps) {
  const saved = useSavedView(savedId);
  const { change } = useViewActions();
  const [asks, setAsks] = useState(false);
  const isKept = saved !== undefined && saved.view === view && alike(saved.filter, filter);
  useCommand('view.save', () => setAsks(true), !isKept);
  return (
    <>
      {isKept ? null : (
        <Button size="small" tone="quiet" onPress={() => setAsks(true)}>
          {t('saved-view.save')}
        </Button>
      )}
      {saved && !isKept && saved.mayChange ? (
        <Button
          size="small"
          tone="quiet"
          onPress={() => change(saved, { view, filter }, t('saved-view.updated', { name: saved.name }))}
        >
          {t('saved-view.update', { name: saved.name })}
        </Button>
      ) : null}
      {saved?.mayChange ? <SavedViewMenu saved={saved} onRemoved={() => onSaved(null)} /> : null}
      {asks ? (
        <SaveViewDialog
          view={view}
          filter={filter}
          onSaved={({ id }) => onSaved(id)}
          onClose={() => setAsks(false)}
        />
      ) : null}
    </>
  );
}

function SavedViewMenu({ saved, onRemoved }: { saved: SavedView; onRemoved(): void }) {
  const { change, remove, placeBeside } = useViewActions();
  const [renames, setRenames] = useState(false);
  const { name } = saved;
  const [up, down] = [placeBeside(saved, -1), placeBeside(saved, 1)];
  const move = (place: number | undefined) =>
    place !== undefined && change(saved, { place }, t('saved-view.moved', { name }));
  const leave = () => {
    remove(saved);
    onRemoved();
  };
  useCommand('view.rename', () => setRenames(true));
  useCommand('view.move-up', () => move(up), up !== undefined);
  useCommand('view.move-down', () => move(down), down !== undefined);
  useCommand('view.remove', leave);
  const choices: MenuChoice[] = [
    { id: 'rename', label: t('command.view.rename'), run: () => setRenames(true) },
    ...(up === undefined ? [] : [{ id: 'up', label: t('command.view.move-up'), run: () => move(up) }]),
    ...(down === undefined
      ? []
      : [{ id: 'down', label: t('command.view.move-down'), run: () => move(down) }]),
    { id: 'remove', label: t('command.view.remove'), tone: 'danger', run: leave },
  ];
  const label = t('saved-view.more', { name });
  return (
    <>
      <Menu
        label={label}
        buttonLabel={label}
        choices={choices}
        className="inline-flex size-8 items-center justify-center rounded-control text-ink-2 hover:bg-hover max-md:size-11"
      >
        <Ellipsis className="size-4" aria-hidden />
      </Menu>
      {renames ? (
        <RenameViewDialog
          saved={saved}
          onRename={(to) => change(saved, { name: to }, t('saved-view.renamed', { name: to }))}
          onClose={() => setRenames(false)}
        />
      ) : null}
    </>
  );
}
