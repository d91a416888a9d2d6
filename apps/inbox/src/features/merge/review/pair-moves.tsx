import { useQuery } from '@tanstack/react-query';
import { mergePreviewQuery } from '../../../data/links/link-queries';
import { t } from '../../../i18n/t';

/** What joining the two would move, in one line. */
export function PairMoves({ personIds }: { personIds: readonly string[] }) {
  const { data: preview } = useQuery(mergePreviewQuery(personIds));
  const survivor = preview?.people.find(({ id }) => id === preview.survivorId);
  return (
    <p className="min-h-5 text-sm text-ink-2">
      {preview ? t('merge.what-moves', { ...preview.moves, name: survivor?.name ?? '' }) : ''}
      {preview?.people.some(({ more }) => more) ? ` ${t('merge.unseen-goes')}` : ''}
    </p>
  );
}
