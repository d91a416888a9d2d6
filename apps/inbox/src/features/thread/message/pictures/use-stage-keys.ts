import type { RefObject } from 'react';
import { useCommand } from '../../../../keys/active-commands';
import type { Zoom } from './use-zoom';

interface StageKeys {
  stage: RefObject<HTMLElement | null>;
  zoom: Zoom;
  go(by: number): void;
}

/** How far a key moves what is larger than the window, in pixels. */
const moved = 120;

/** The keys of a picture: to the next one while all of it is seen, else over it. */
export function useStageKeys({ stage, zoom, go }: StageKeys): void {
  const aside = (by: 1 | -1) => () => {
    if (zoom.factor > 1) stage.current?.scrollBy({ left: by * moved });
    else go(document.documentElement.dir === 'rtl' ? -by : by);
  };
  useCommand('picture.next', aside(1));
  useCommand('picture.previous', aside(-1));
  useCommand('picture.closer', () => zoom.closer());
  useCommand('picture.away', () => zoom.away());
  useCommand('picture.fit', () => zoom.to(1));
}
