import type { AttachmentView } from '@filo/contracts/http';
import { Download, EyeOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { apiBase } from '../../../../data/api/request';
import { fileSize } from '../../../../i18n/format';
import { t } from '../../../../i18n/t';
import { uncover, useIsUncovered } from './covers';
import type { Pictures } from './picture-strip';

interface ThumbnailProps extends Pictures {
  picture: AttachmentView;
  /** Its place among `pictures`. */
  n: number;
  onOpen(): void;
}

/** A picture in small, under its cover, or the reason why there is none; below it its name, by which it is downloaded. */
export function Thumbnail({ picture, n, pictures, isCovering, alts, onOpen }: ThumbnailProps) {
  const { failed, ...image } = useLoading();
  const isCovered = !useIsUncovered(picture.id) && isCovering;
  const place = { n: n + 1, count: pictures.length };
  const name = alts.get(picture.id) || picture.name;
  return (
    <>
      {failed && !isCovered ? (
        <p className={`${box} border-dashed p-2 text-center text-xs text-ink-2`}>{t('picture.failed')}</p>
      ) : (
        <button
          type="button"
          data-picture={isCovered ? 'covered' : 'open'}
          aria-label={
            isCovered
              ? t('picture.uncover', { words: t('picture.sensitive'), ...place })
              : t('picture.open', { name, ...place })
          }
          className={`${box} hover:border-line-strong`}
          onClick={() => (isCovered ? uncover(picture.id) : onOpen())}
        >
          {isCovered ? (
            <span className="flex flex-col items-center gap-1 p-2 text-xs text-ink-2">
              <EyeOff className="size-4" aria-hidden />
              {t('picture.sensitive')}
            </span>
          ) : (
            <img
              {...image}
              src={`${apiBase}/attachments/${picture.id}?inline=1`}
              alt=""
              loading="lazy"
              decoding="async"
              className="size-full bg-canvas object-cover"
            />
          )}
        </button>
      )}
      <Name picture={picture} />
      {picture.alt ? (
        <p dir="auto" className="user-text line-clamp-3 text-xs text-ink-2 wrap-anywhere">
          {t('attachments.alt', { alt: picture.alt })}
        </p>
      ) : null}
    </>
  );
}

const box =
  'flex size-28 items-center justify-center overflow-hidden rounded-input border border-line bg-sunken';

/** Whether a picture could not be loaded. When the line is back it is tried again. */
function useLoading() {
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const again = () => setFailed(false);
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, []);
  return { failed, onError: () => setFailed(true) };
}

function Name({ picture: { id, name, bytes } }: Pick<ThumbnailProps, 'picture'>) {
  return (
    <a
      href={`${apiBase}/attachments/${id}`}
      download={name}
      title={name}
      className="flex min-h-6 items-center gap-1 text-xs text-ink-2 hover:underline max-md:min-h-11"
    >
      <bdi className="truncate">{name}</bdi>
      <span className="shrink-0 text-ink-3 tabular">{fileSize(bytes)}</span>
      <Download className="size-3 shrink-0 text-ink-3" aria-hidden />
      <span className="sr-only">{t('attachments.download')}</span>
    </a>
  );
}
