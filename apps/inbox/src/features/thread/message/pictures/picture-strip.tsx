import type { AttachmentView, MessageView } from '@filo/contracts/http';
import { lazy, Suspense, useState } from 'react';
import '../../../../i18n/later-words';
import { altsOf } from './alts-of';
import { isCovering } from './covers';
import { Thumbnail } from './thumbnail';

const Lightbox = lazy(() => import('./lightbox'));

export interface Pictures {
  pictures: readonly AttachmentView[];
  /** They lie under a cover until somebody asks for each. */
  isCovering: boolean;
  /** What each shows, by the id of its file; empty: nobody said. */
  alts: ReadonlyMap<string, string>;
}

interface PictureStripProps extends Pick<Pictures, 'pictures'> {
  message: Pick<MessageView, 'channel' | 'marks' | 'text'>;
}

/** The pictures of a message, each in a place of its own before it is loaded; one opens them all, one after the other. */
export default function PictureStrip({ message, pictures }: PictureStripProps) {
  const props: Pictures = { pictures, isCovering: isCovering(message), alts: altsOf(message, pictures) };
  const [opened, setOpened] = useState<string>();
  return (
    <>
      {props.pictures.map((picture, n) => (
        <li key={picture.id} className="w-28 min-w-0">
          <Thumbnail {...props} {...{ picture, n }} onOpen={() => setOpened(picture.id)} />
        </li>
      ))}
      {opened === undefined ? null : (
        <Suspense fallback={null}>
          <Lightbox {...props} first={opened} onClose={() => setOpened(undefined)} />
        </Suspense>
      )}
    </>
  );
}
