import type { UploadView } from '@filo/contracts/http';
import { isDrawnPicture, pictureLimits } from '@filo/text-limits';
import { FileText, RotateCw, X } from 'lucide-react';
import { useState } from 'react';
import { apiBase } from '../../data/api/request';
import { fileSize } from '../../i18n/format';
import { t } from '../../i18n/t';
import type { Draft } from '../../state/drafts/draft';
import { useDraft } from '../../state/drafts/draft-store';
import { asksAlt } from '../../state/drafts/send-hold';
import { cancelUpload, startUpload, useUploads } from '../../state/drafts/uploads';
import { AltField } from './alt-field';

const cell =
  'flex min-h-8 flex-wrap max-w-full items-center gap-2 rounded-input border border-line bg-bg ps-2.5 pe-1 text-sm';
const small = 'inline-flex size-6 items-center justify-center rounded-control hover:bg-hover max-md:size-11';

const withAlt = (alts: Draft['alts'], id: string, alt: string | undefined): Draft['alts'] => {
  const { [id]: _old, ...others } = alts;
  return alt === undefined ? others : { ...others, [id]: alt };
};

interface FilesProps {
  threadId: string;
  /** What the network takes where the reply would go: of a picture that everybody will see it is asked what it shows. */
  limits: string | null | undefined;
  write(change: Partial<Draft>): void;
}

/** The files of a reply: uploaded, under way, or failed with the reason and a way to try again. */
export function Files({ threadId, limits, write }: FilesProps) {
  const { attachments = [], alts = {} } = useDraft(threadId, 'reply') ?? {};
  const uploads = useUploads((state) => state.uploads).filter(
    (upload) => upload.threadId === threadId && upload.picture === null,
  );
  if (attachments.length + uploads.length === 0) return null;
  return (
    <ul aria-label={t('composer.files')} className="flex flex-wrap gap-2 px-3 pt-2 pb-1">
      {attachments.map((file) => (
        <li key={file.id} className={cell}>
          <FileFace file={file} isDescribed={asksAlt(file, limits)} />
          <bdi className="truncate">{file.name}</bdi>
          <span className="text-xs text-ink-3 tabular">{fileSize(file.bytes)}</span>
          <button
            type="button"
            className={small}
            aria-label={t('composer.remove', { address: file.name })}
            onClick={() => write({ attachments: attachments.filter((one) => one.id !== file.id) })}
          >
            <X className="size-3.5" aria-hidden />
          </button>
          {asksAlt(file, limits) ? (
            <AltField
              name={file.name}
              alt={alts[file.id]}
              max={limits ? pictureLimits(limits)?.altMax : undefined}
              onAlt={(alt) => write({ alts: withAlt(alts, file.id, alt) })}
            />
          ) : null}
        </li>
      ))}
      {uploads.map((upload) => (
        <li key={upload.id} className={cell}>
          <bdi className="truncate">{upload.file.name}</bdi>
          {upload.problem ? (
            <>
              <span role="alert" className="text-xs text-danger">
                {upload.problem}
              </span>
              <button
                type="button"
                className={small}
                aria-label={t('action.retry')}
                onClick={() => void startUpload(upload.id)}
              >
                <RotateCw className="size-3.5" aria-hidden />
              </button>
            </>
          ) : (
            <progress
              value={upload.share}
              max={1}
              aria-label={t('upload.progress', { name: upload.file.name })}
              className="h-1.5 w-20 accent-accent"
            />
          )}
          <button
            type="button"
            className={small}
            aria-label={t('upload.cancel', { name: upload.file.name })}
            onClick={() => cancelUpload(upload.id)}
          >
            <X className="size-3.5" aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

interface FileFaceProps {
  file: UploadView;
  isDescribed: boolean;
}

/** A picture that can be drawn is seen beside the words for whoever cannot see it: they are written by looking at it, so that it is large enough there. */
function FileFace({ file: { id, mediaType }, isDescribed }: FileFaceProps) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken || !isDrawnPicture(mediaType)) return <FileText className="size-3.5 text-ink-3" aria-hidden />;
  return (
    <img
      src={`${apiBase}/uploads/${id}?inline=1`}
      alt=""
      onError={() => setBroken(true)}
      className={`rounded-control bg-canvas ${isDescribed ? 'mt-1.5 size-20 object-contain' : 'size-7 object-cover'}`}
    />
  );
}
