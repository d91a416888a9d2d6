import type { AttachmentView } from '@filo/contracts/http';
import { EyeOff } from 'lucide-react';
import { type CSSProperties, type Ref, useState } from 'react';
import { apiBase } from '../../../../data/api/request';
import { t } from '../../../../i18n/t';
import { Button } from '../../../../ui/button';
import { uncover } from './covers';
import { useSwipe } from './use-swipe';
import type { Zoom } from './use-zoom';

interface StageProps {
  picture: AttachmentView;
  alt: string;
  isCovered: boolean;
  zoom: Zoom;
  go(by: number): void;
  ref: Ref<HTMLDivElement>;
}

/** Where a picture stands: as large as fits and no larger than it is, or as close as was asked for, to be moved about. */
export function Stage({ picture, alt, isCovered, zoom, go, ref }: StageProps) {
  const [size, setSize] = useState<{ width: number; height: number }>();
  const [failed, setFailed] = useState(false);
  const swipe = useSwipe(go, zoom.factor === 1);
  const file = `${apiBase}/attachments/${picture.id}`;
  return (
    <div
      ref={ref}
      // What is larger than the window is moved by keys as well.
      tabIndex={0}
      role="group"
      aria-label={t('picture.stage')}
      {...swipe}
      className={`focus-inset grid min-h-0 flex-1 place-items-center-safe overflow-auto [container-type:size] ${zoom.factor === 1 ? 'touch-pan-y' : ''}`}
      onDoubleClick={() => !isCovered && zoom.to(zoom.factor === 1 ? 2.25 : 1)}
    >
      {isCovered ? (
        <Covered picture={picture} />
      ) : failed ? (
        <p className="p-4 text-center text-ink-2">
          {t('picture.failed')}{' '}
          <a href={file} download={picture.name} className="text-accent underline">
            {t('attachments.download')}
          </a>
        </p>
      ) : (
        <img
          src={`${file}?inline=1`}
          alt={alt || picture.name}
          draggable={false}
          onError={() => setFailed(true)}
          onLoad={({ currentTarget }) =>
            setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
          }
          style={size ? styleOf(size, zoom.factor) : undefined}
          className={size ? 'max-w-none bg-canvas' : 'max-h-full max-w-full opacity-0'}
        />
      )}
    </div>
  );
}

/** The stage is what is measured: a picture that fits keeps fitting when the window changes. */
const styleOf = ({ width, height }: { width: number; height: number }, factor: number): CSSProperties => ({
  width: `calc(min(100cqw, 100cqh * ${width / height}, ${width}px) * ${factor})`,
  aspectRatio: `${width} / ${height}`,
});

function Covered({ picture: { id } }: Pick<StageProps, 'picture'>) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-panel border border-line bg-sunken p-8 max-md:p-5">
      <EyeOff className="size-6 text-ink-3" aria-hidden />
      <p className="max-w-80 text-center text-ink-2">{t('picture.why-covered')}</p>
      <Button
        onPress={({ target }) => {
          // The button goes; the keys stay with the picture.
          target.closest<HTMLElement>('[role=group]')?.focus();
          uncover(id);
        }}
      >
        {t('picture.sensitive')}
      </Button>
    </div>
  );
}
