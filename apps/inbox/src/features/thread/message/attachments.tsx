import type { AttachmentView } from '@filo/contracts/http';
import { Download, FileText, Image } from 'lucide-react';
import { fileSize } from '../../../i18n/format';
import { t } from '../../../i18n/t';

/** The files of a message. Inline images count as files too: they can always be got at. */
export function Attachments({ attachments }: { attachments: readonly AttachmentView[] }) {
  if (attachments.length === 0) return null;
  return (
    <ul
      aria-label={t('attachments.label', { count: attachments.length })}
      className="mt-2 flex flex-wrap gap-2"
    >
      {attachments.map((file) => {
        const Icon = file.mediaType.startsWith('image/') ? Image : FileText;
        return (
          <li key={file.id} className="max-w-full">
            <a
              href={`/api/v1/attachments/${file.id}`}
              download={file.name}
              className="flex min-h-9 max-w-72 items-center gap-2 rounded-input border border-line bg-surface px-2.5 text-sm hover:bg-hover max-md:min-h-11"
            >
              <Icon className="size-4 shrink-0 text-ink-3" aria-hidden />
              <bdi className="truncate">{file.name}</bdi>
              <span className="shrink-0 text-xs text-ink-3 tabular">{fileSize(file.bytes)}</span>
              <Download className="size-3.5 shrink-0 text-ink-3" aria-hidden />
              <span className="sr-only">{t('attachments.download')}</span>
            </a>
            {file.alt ? (
              <p dir="auto" className="user-text mt-1 max-w-72 text-xs text-ink-2 wrap-anywhere">
                {t('attachments.alt', { alt: file.alt })}
              </p>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
