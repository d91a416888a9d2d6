import type { TeamView } from '@filo/contracts/http';
import { removeTeam, restoreTeam } from '../../../data/admin/teams';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { TeamName } from '../../../ui/team-name';
import { UndoableButton } from '../../../ui/undoable-button';

/** One team: who is in it, and whose threads are its own. */
export function TeamRow({ team, onEdit }: { team: TeamView; onEdit: (() => void) | undefined }) {
  const { id, name, members, accounts } = team;
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
          <UndoableButton
            verb={t('action.remove')}
            name={name}
            tone="danger"
            refreshes="teams"
            act={() => removeTeam(id)}
            done={t('teams.removed', { name })}
            undo={() => restoreTeam(id)}
            undone={t('teams.restored', { name })}
          />
        </span>
      ) : null}
    </li>
  );
}
