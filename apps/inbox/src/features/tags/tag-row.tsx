import type { TagView } from '@filo/contracts/http';
import { changeTag } from '../../data/admin/tags';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { TeamName } from '../../ui/team-name';
import { UndoableButton } from '../../ui/undoable-button';

/** One tag, and what may be done with it. */
export function TagRow({ tag, onEdit }: { tag: TagView; onEdit: (() => void) | undefined }) {
  const { id, name, version, archived } = tag;
  const say = (is: boolean) => t(is ? 'tags.done-archived' : 'tags.done-back', { name });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <p className="min-w-0 flex-1 basis-60 font-medium">
        <TeamName team={tag} />
      </p>
      {onEdit ? (
        <span className="flex flex-wrap gap-2">
          {archived ? null : (
            <Button
              size="small"
              onPress={onEdit}
              aria-label={t('agents.do-for', { verb: t('action.edit'), name })}
            >
              {t('action.edit')}
            </Button>
          )}
          <UndoableButton
            verb={t(archived ? 'tags.bring-back' : 'tags.archive')}
            name={name}
            refreshes="tags"
            act={() => changeTag(id, { version, archived: !archived })}
            done={say(!archived)}
            undo={(now) => changeTag(id, { version: now.version, archived })}
            undone={say(archived)}
          />
        </span>
      ) : null}
    </li>
  );
}
