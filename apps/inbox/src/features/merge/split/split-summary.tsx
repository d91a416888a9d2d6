import type { SplitPreview } from '@filo/contracts/http';
import { t } from '../../../i18n/t';
import { PeopleTable } from '../people-table';

interface SplitSummaryProps {
  preview: SplitPreview;
  /** Of single messages: how whoever wrote them is called, if that was said, and the address that they came from. */
  leaving?: { name: string; key: string };
}

/** Who stays and who leaves, with what, before it is done. */
export function SplitSummary({ preview, leaving }: SplitSummaryProps) {
  const { twins, cannotUndo } = preview;
  const people = preview.people.map((person) =>
    person.id === null && leaving?.name ? { ...person, name: leaving.name } : person,
  );
  return (
    <div className="space-y-3">
      <PeopleTable
        label={t('split.preview')}
        people={people}
        heading={(_, index) => t(index === 0 ? 'split.stays' : 'split.leaves')}
      />
      <p className="text-ink-2">
        {t('split.twins', { count: twins })}{' '}
        {leaving ? t('split-messages.follows', { key: leaving.key }) : t('split.follows')}
      </p>
      <p className="text-sm text-ink-3">
        {cannotUndo.length === 0 ? t('merge.can-undo') : cannotUndo.join(' ')}
      </p>
    </div>
  );
}
