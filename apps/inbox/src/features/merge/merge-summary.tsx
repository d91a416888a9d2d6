import type { MergePreview } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import { PeopleTable } from './people-table';

/** What a merge would do, before it is done. */
export function MergeSummary({ preview }: { preview: MergePreview }) {
  const { people, survivorId, moves, cannotUndo } = preview;
  const survivor = people.find(({ id }) => id === survivorId);
  return (
    <div className="space-y-3">
      <PeopleTable
        label={t('merge.preview')}
        people={people}
        heading={({ id }) => t(id === survivorId ? 'merge.stays' : 'merge.moves')}
      />
      <p className="text-ink-2">
        {t('merge.what-moves', { ...moves, name: survivor?.name ?? '' })} {t('merge.drafts')}
      </p>
      <p className="text-sm text-ink-3">
        {cannotUndo.length === 0 ? t('merge.can-undo') : cannotUndo.join(' ')}
      </p>
    </div>
  );
}
