import type { MergePreview } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import { DraftLines } from './draft-lines';
import { FieldRows } from './field-rows';
import { PeopleTable } from './people-table';

/** What a merge would do, before it is done. */
export function MergeSummary({ preview }: { preview: MergePreview }) {
  const { people, survivorId, name, fields, moves, cannotUndo } = preview;
  const survivor = people.find(({ id }) => id === survivorId);
  return (
    <div className="space-y-3">
      <PeopleTable
        label={t('merge.preview')}
        people={people}
        heading={({ id }) => t(id === survivorId ? 'merge.stays' : 'merge.moves')}
      >
        <FieldRows people={people} fields={fields} />
      </PeopleTable>
      <p className="font-medium">{t('merge.name-after', { name })}</p>
      <p className="text-ink-2">
        {t('merge.what-moves', { ...moves, name: survivor?.name ?? '' })} {t('merge.drafts')}
      </p>
      {survivor ? <DraftLines survivor={survivor} moving={people.filter((one) => one !== survivor)} /> : null}
      <p className="text-sm text-ink-3">
        {cannotUndo.length === 0 ? t('merge.can-undo') : cannotUndo.join(' ')}
      </p>
    </div>
  );
}
