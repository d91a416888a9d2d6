import type { BlockPreview } from '@filo/contracts/http';
import { t } from '../../../i18n/t';
import { Skeleton } from '../../../ui/skeleton';

interface BlockPreviewLinesProps {
  preview: BlockPreview | undefined;
  pending: boolean;
}

/** What a block hides and what it leaves, said as soon as it is known. */
export function BlockPreviewLines({ preview, pending }: BlockPreviewLinesProps) {
  return (
    <div role="status" className="min-h-12 space-y-1 rounded-input bg-sunken p-3 text-sm text-ink-2">
      {pending ? <Skeleton rows={1} height={20} /> : null}
      {preview ? (
        <>
          {preview.ours ? (
            <p className="font-medium text-danger">{t('block.ours', { key: preview.key })}</p>
          ) : null}
          {preview.blocked ? <p>{t('block.already', { key: preview.key })}</p> : null}
          <p>{t('block.hides', { count: preview.threads, topics: preview.openTopics })}</p>
          {preview.posts > 0 ? <p>{t('block.posts', { count: preview.posts })}</p> : null}
          {preview.unseen > 0 ? (
            <p className="font-medium text-danger">{t('block.unseen', { count: preview.unseen })}</p>
          ) : null}
          {preview.stay > 0 ? <p>{t('block.stay', { count: preview.stay })}</p> : null}
        </>
      ) : null}
      <p>{t('block.later')}</p>
    </div>
  );
}
