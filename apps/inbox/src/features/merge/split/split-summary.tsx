import type { SplitPreview } from '@filo/contracts/http';
import { t } from '../../../i18n/t';
import { PeopleTable } from '../people-table';

/** Who stays and who leaves, with what, before it is done. */
export function SplitSummary({ preview }: { preview: SplitPreview }) {
  const { people, twins, cannotUndo } = preview;
  return (
    <div className="space-y-3">
      <PeopleTable
        label={t('split.preview')}
        people={people}
        heading={(_, index) => t(index === 0 ? 'split.stays' : 'split.leaves')}
      />
      <p className="text-ink-2">
        {t('split.twins', { count: twins })} {t('split.follows')}
      </p>
      <p className="text-sm text-ink-3">
        {cannotUndo.length === 0 ? t('merge.can-undo') : cannotUndo.join(' ')}
      </p>
    </div>
  );
}
