import type { MergePreview } from '@filo/contracts/http';
import { t } from '../../../i18n/t';
import { DraftLines } from '../draft-lines';

/** What joining the two would move, and where the drafts on either would be. */
export function PairMoves({ preview }: { preview: MergePreview | undefined }) {
  const survivor = preview?.people.find(({ id }) => id === preview.survivorId);
  return (
    <div className="space-y-1 text-sm text-ink-2">
      <p className="min-h-5">
        {preview ? t('merge.what-moves', { ...preview.moves, name: survivor?.name ?? '' }) : ''}
        {preview?.people.some(({ more }) => more) ? ` ${t('merge.unseen-goes')}` : ''}
      </p>
      {preview && survivor ? (
        <DraftLines survivor={survivor} moving={preview.people.filter((one) => one !== survivor)} />
      ) : null}
    </div>
  );
}
