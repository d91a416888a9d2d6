import type { TagView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeTag } from '../../data/admin/tags';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { Button } from '../../ui/button';
import { explain } from '../../ui/explain-problem';
import { TeamName } from '../../ui/team-name';

/** One tag, and what may be done with it. */
export function TagRow({ tag, onEdit }: { tag: TagView; onEdit: (() => void) | undefined }) {
  const { name } = tag;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <p className="min-w-0 flex-1 basis-60 font-medium">
        <TeamName team={tag} />
      </p>
      {onEdit ? (
        <span className="flex flex-wrap gap-2">
          {tag.archived ? null : (
            <Button
              size="small"
              onPress={onEdit}
              aria-label={t('agents.do-for', { verb: t('action.edit'), name })}
            >
              {t('action.edit')}
            </Button>
          )}
          <ArchiveButton tag={tag} />
        </span>
      ) : null}
    </li>
  );
}

/** What was archived comes back with one press, so that nothing is asked before. */
function ArchiveButton({ tag: { id, name, version, archived } }: { tag: TagView }) {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: ['tags'] });
  const set = (to: boolean, of: number) => changeTag(id, { version: of, archived: to }).finally(refresh);
  const say = (is: boolean) => t(is ? 'tags.done-archived' : 'tags.done-back', { name });
  const undo = (now: TagView) => () =>
    void set(archived, now.version).then(
      () => void showToast({ tone: 'done', text: say(archived) }),
      (error: unknown) => showProblem(explain(error)),
    );
  const changing = useMutation({
    mutationFn: () => set(!archived, version),
    onSuccess: (now) => void showToast({ tone: 'done', text: say(!archived), undo: undo(now) }),
    onError: (error: Error) => showProblem(explain(error)),
  });
  const verb = t(archived ? 'tags.bring-back' : 'tags.archive');
  return (
    <Button
      size="small"
      isDisabled={changing.isPending}
      onPress={() => changing.mutate()}
      aria-label={t('agents.do-for', { verb, name })}
    >
      {verb}
    </Button>
  );
}
