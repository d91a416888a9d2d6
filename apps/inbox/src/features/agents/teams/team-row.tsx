import type { TeamView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { removeTeam, restoreTeam } from '../../../data/admin/teams';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
import { Button } from '../../../ui/button';
import { explain } from '../../../ui/explain-problem';
import { TeamName } from '../../../ui/team-name';

/** One team: who is in it, and whose threads are its own. */
export function TeamRow({ team, onEdit }: { team: TeamView; onEdit: (() => void) | undefined }) {
  const { name, members, accounts } = team;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium">
          <TeamName team={team} />
        </p>
        <p className="text-sm text-ink-2 wrap-anywhere">
          <bdi>{members.map((member) => member.name).join(', ') || t('teams.no-members')}</bdi>
        </p>
        {accounts.length > 0 ? (
          <p className="text-xs text-ink-3 wrap-anywhere">
            {t('teams.accounts', { accounts: accounts.join(', ') })}
          </p>
        ) : null}
      </div>
      {onEdit ? (
        <span className="flex flex-wrap gap-2">
          <Button
            size="small"
            onPress={onEdit}
            aria-label={t('agents.do-for', { verb: t('action.edit'), name })}
          >
            {t('action.edit')}
          </Button>
          <RemoveButton team={team} />
        </span>
      ) : null}
    </li>
  );
}

/** What was removed comes back with one press, so that nothing is asked before. */
function RemoveButton({ team: { id, name } }: { team: TeamView }) {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: ['teams'] });
  const restore = () =>
    void restoreTeam(id)
      .then(() => showToast({ tone: 'done', text: t('teams.restored', { name }) }))
      .catch((error: unknown) => showProblem(explain(error)))
      .finally(refresh);
  const removing = useMutation({
    mutationFn: () => removeTeam(id),
    onSuccess: () => void showToast({ tone: 'done', text: t('teams.removed', { name }), undo: restore }),
    onError: (error: Error) => showProblem(explain(error)),
    onSettled: refresh,
  });
  return (
    <Button
      size="small"
      tone="danger"
      isDisabled={removing.isPending}
      onPress={() => removing.mutate()}
      aria-label={t('agents.do-for', { verb: t('action.remove'), name })}
    >
      {t('action.remove')}
    </Button>
  );
}
