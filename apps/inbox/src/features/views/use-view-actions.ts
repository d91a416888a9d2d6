import type { SavedView, SavedViewPatch } from '@filo/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { viewsQuery } from '../../data/views';
import { changeView, removeView, restoreView } from '../../data/change-views';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';

type Changes = Omit<SavedViewPatch, 'version'>;

interface ViewActions {
  /** `done`: what is said of it; what is changed is put back by undo, unless somebody changed the view since. */
  change(saved: SavedView, changes: Changes, done: string): void;
  remove(saved: SavedView): void;
  /** Where it would stand one further up (-1) or down (1) among those of its kind; undefined: it stands at the end. */
  placeBeside(saved: SavedView, by: -1 | 1): number | undefined;
}

/** Renames, narrows anew, moves and deletes saved views, each with its undo. */
export function useViewActions(): ViewActions {
  const client = useQueryClient();
  const { data } = useQuery(viewsQuery);
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['views'] });
    void client.invalidateQueries({ queryKey: ['thread-counts'] });
  };
  const refused = (error: unknown) => showProblem(explain(error));
  const patch = (id: string, body: SavedViewPatch) => changeView(id, body).finally(refresh);
  return {
    change: (saved, changes, done) => {
      const before = Object.fromEntries(
        Object.keys(changes).map((key) => [key, saved[key as keyof Changes]]),
      ) as Changes;
      patch(saved.id, { version: saved.version, ...changes }).then(
        ({ version }) =>
          void showToast({
            ...{ tone: 'done', text: done },
            undo: () => void patch(saved.id, { version, ...before }).catch(refused),
          }),
        refused,
      );
    },
    remove: ({ id, name }) => {
      removeView(id)
        .finally(refresh)
        .then(
          () =>
            void showToast({
              ...{ tone: 'done', text: t('saved-view.removed', { name }) },
              undo: () => void restoreView(id).finally(refresh).catch(refused),
            }),
          refused,
        );
    },
    placeBeside: (saved, by) => placeBeside(data?.items ?? [], saved, by),
  };
}

export function placeBeside(items: readonly SavedView[], saved: SavedView, by: -1 | 1): number | undefined {
  const alike = items.filter(({ scope, teamId }) => scope === saved.scope && teamId === saved.teamId);
  const at = alike.findIndex(({ id }) => id === saved.id);
  const next = alike[at + by];
  if (at < 0 || !next) return undefined;
  const beyond = alike[at + 2 * by];
  return beyond ? (next.place + beyond.place) / 2 : next.place + by;
}
