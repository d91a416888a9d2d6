import { firstLink } from '@filo/text-limits';
import { useEffect, useState } from 'react';

/** After the last key; a link that the text still ends with may not be whole yet. */
export const pauseMs = { whole: 500, open: 1_500 };

/** The first link of a text once it has been left alone for a moment; undefined while it is being written, and without one. */
export function useSettledLink(text: string): string | undefined {
  const link = firstLink(text);
  const isOpen = link !== undefined && text.endsWith(link);
  const [settled, setSettled] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setSettled(link), isOpen ? pauseMs.open : pauseMs.whole);
    return () => clearTimeout(timer);
  }, [link, isOpen]);
  return link === settled ? settled : undefined;
}
