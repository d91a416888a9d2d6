import { useMemo } from 'react';
import { usePreferences } from '../../state/preferences';
import { rem } from '../../state/rem';

const rowRem = 82 / 16;

/** How tall a row of the list is, in pixels: three lines of text, however large it is. Asked of the page only when the size was chosen anew. */
export function useRowHeight(): number {
  const textSize = usePreferences((state) => state.textSize);
  return useMemo(() => rowRem * rem(), [textSize]);
}
