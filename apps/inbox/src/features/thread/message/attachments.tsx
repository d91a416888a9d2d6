import type { AttachmentView, MessageView } from '@filo/contracts/http';
import { Download, FileText } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { fileSize } from '../../../i18n/format';
import { t } from '../../../i18n/t';
import { isPicture } from './pictures/is-picture';

const PictureStrip = lazy(() => import('./pictures/picture-strip'));

interface AttachmentsProps {
  message: Pick<MessageView, 'attachments' | 'channel' | 'marks' | 'text'>;
}

/** The files of a message, pictures first, as they look. Inline images count as files too: they can always be got at. */
export function Attachments({ message }: AttachmentsProps) {
  const { attachments } = message;
  if (attachments.length === 0) return null;
  const pictures = attachments.filter(isPicture);
  const files = attachments.filter((file) => !pictures.includes(file));
  return (
    <ul
      aria-label={t('attachments.label', { count: attachments.length })}
      className="mt-2 flex flex-wrap items-start gap-2"
    >
      {pictures.length > 0 ? (
        <Suspense
          fallback={pictures.map(({ id }) => (
            <li key={id} className="h-34 w-28 max-md:h-39" />
          ))}
        >
          <PictureStrip {...{ message, pictures }} />
        </Suspense>
      ) : null}
      {files.map((file) => (
        <li key={file.id} className="max-w-full">
          <File file={file} />
        </li>
      ))}
    </ul>
  );
}

/** What a file is, in one short word: by how its name ends. */
const kindOf = (name: string): string => /\.(\w{1,5})$/.exec(name)?.[1]?.toUpperCase() ?? '';

function File({ file: { id, name, bytes, alt } }: { file: AttachmentView }) {
  return (
    <>
      <a
        href={`/api/v1/attachments/${id}`}
        download={name}
        className="flex min-h-9 max-w-72 items-center gap-2 rounded-input border border-line bg-surface px-2.5 text-sm hover:bg-hover max-md:min-h-11"
      >
        <FileText className="size-4 shrink-0 text-ink-3" aria-hidden />
        <bdi className="truncate">{name}</bdi>
        <span className="shrink-0 text-xs text-ink-3 tabular">
          {kindOf(name) ? <bdi>{kindOf(name)} · </bdi> : null}
          <bdi>{fileSize(bytes)}</bdi>
        </span>
        <Download className="size-3.5 shrink-0 text-ink-3" aria-hidden />
        <span className="sr-only">{t('attachments.download')}</span>
      </a>
      {alt ? (
        <p dir="auto" className="user-text mt-1 max-w-72 text-xs text-ink-2 wrap-anywhere">
          {t('attachments.alt', { alt })}
        </p>
      ) : null}
    </>
  );
}
