import type { AttachmentView } from '@filo/contracts/http';
import { Download, EyeOff, Minimize2, X, ZoomIn, ZoomOut } from 'lucide-react';
import { apiBase } from '../../../../data/api/request';
import { fileSize } from '../../../../i18n/format';
import { t } from '../../../../i18n/t';
import { Hint } from '../../../../ui/hint';
import { IconButton } from '../../../../ui/icon-button';
import { coverAgain } from './covers';
import type { Zoom } from './use-zoom';

interface LightboxBarProps {
  picture: AttachmentView;
  n: number;
  count: number;
  zoom: Zoom;
  /** It was covered, and can be again. */
  mayCover: boolean;
  onClose(): void;
}

/** Which picture it is, and what can be done with it. */
export function LightboxBar({ picture, n, count, zoom, mayCover, onClose }: LightboxBarProps) {
  return (
    <header className="flex flex-wrap items-center gap-x-3 border-b border-line bg-surface ps-4 pe-2 py-1.5 max-md:ps-3">
      <p aria-live="polite" className="flex min-w-0 flex-1 items-baseline gap-2 max-md:basis-full">
        <span className="shrink-0 font-medium tabular">{t('picture.place', { n: n + 1, count })}</span>
        <bdi className="truncate text-ink-2">{picture.name}</bdi>
        <span className="shrink-0 text-sm text-ink-3 tabular">{fileSize(picture.bytes)}</span>
      </p>
      <div className="flex items-center max-md:flex-1">
        <IconButton label={t('command.picture.away')} command="picture.away" onPress={() => zoom.away()}>
          <ZoomOut className="size-4" aria-hidden />
        </IconButton>
        <output className="min-w-12 text-center text-sm text-ink-2 tabular">
          {t('picture.zoom', { factor: zoom.factor })}
        </output>
        <IconButton
          label={t('command.picture.closer')}
          command="picture.closer"
          onPress={() => zoom.closer()}
        >
          <ZoomIn className="size-4" aria-hidden />
        </IconButton>
        <IconButton label={t('command.picture.fit')} command="picture.fit" onPress={() => zoom.to(1)}>
          <Minimize2 className="size-4" aria-hidden />
        </IconButton>
        {mayCover ? (
          <IconButton label={t('picture.cover')} onPress={() => coverAgain(picture.id)}>
            <EyeOff className="size-4" aria-hidden />
          </IconButton>
        ) : null}
        <Hint text={t('attachments.download')}>
          <a
            href={`${apiBase}/attachments/${picture.id}`}
            download={picture.name}
            aria-label={t('attachments.download')}
            className="inline-flex size-8 items-center justify-center rounded-control text-ink-2 hover:bg-hover hover:text-ink max-md:size-11"
          >
            <Download className="size-4" aria-hidden />
          </a>
        </Hint>
        <IconButton label={t('action.close-dialog')} onPress={onClose} className="max-md:ms-auto">
          <X className="size-4" aria-hidden />
        </IconButton>
      </div>
    </header>
  );
}
