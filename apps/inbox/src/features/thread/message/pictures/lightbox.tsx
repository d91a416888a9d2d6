import { Heading, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useRef, useState } from 'react';
import '../../../../i18n/later-words';
import { t } from '../../../../i18n/t';
import { pictureScope } from '../../../../keys/listen-for-keys';
import { LightboxBar } from './lightbox-bar';
import { LightboxFoot } from './lightbox-foot';
import { useIsUncovered } from './covers';
import type { Pictures } from './picture-strip';
import { Stage } from './stage';
import { useStageKeys } from './use-stage-keys';
import { useZoom } from './use-zoom';

interface LightboxProps extends Pictures {
  /** The id of the one that opens first. */
  first: string;
  onClose(): void;
}

/** The pictures of a message as large as the window, one after the other. The focus goes back to where it was opened. */
export default function Lightbox({ pictures, isCovering, alts, first, onClose }: LightboxProps) {
  const [at, setAt] = useState(() => pictures.findIndex(({ id }) => id === first));
  // What is shown may be taken away meanwhile.
  const n = Math.max(0, Math.min(at, pictures.length - 1));
  const picture = pictures[n];
  const stage = useRef<HTMLDivElement>(null);
  const zoom = useZoom(stage);
  const isUncovered = useIsUncovered(picture?.id ?? '');
  const go = (by: number) => {
    setAt((n + by + pictures.length) % pictures.length);
    zoom.to(1);
  };
  useStageKeys({ stage, zoom, go });
  if (!picture) return null;
  const isCovered = isCovering && !isUncovered;
  return (
    <ModalOverlay isOpen onOpenChange={(open) => !open && onClose()} className="fixed inset-0 z-(--z-dialog)">
      <Modal className="h-full bg-bg outline-none">
        <div {...pictureScope} className="h-full">
          <Dialog className="flex h-full flex-col outline-none">
            <Heading slot="title" className="sr-only">
              {t('picture.title')}
            </Heading>
            <LightboxBar
              {...{ picture, n, zoom, onClose }}
              count={pictures.length}
              mayCover={isCovering && isUncovered}
            />
            <Stage
              key={picture.id}
              ref={stage}
              {...{ picture, zoom, isCovered, go }}
              alt={alts.get(picture.id) ?? ''}
            />
            <LightboxFoot alt={alts.get(picture.id) ?? ''} onGo={pictures.length > 1 ? go : undefined} />
          </Dialog>
        </div>
      </Modal>
    </ModalOverlay>
  );
}
