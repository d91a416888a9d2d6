import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { offerFocus } from '../../state/focus-requests';

/** Part of the view above the message, so that one sees what came before it. */
const leadShare = 0.2;

const editable = 'input, textarea, [contenteditable=true]';

const articleOf = (scroller: HTMLElement, messageId: string): HTMLElement | null =>
  scroller.querySelector<HTMLElement>(`article[data-message-id="${CSS.escape(messageId)}"]`);

/** How far below the top of the view it stands. */
const topIn = (scroller: HTMLElement, element: HTMLElement): number =>
  element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;

/**
 * Opens a thread at one of its messages and holds that message where the reader sees it, whatever is loaded above and below.
 * Does nothing without one.
 */
export function useFoundPlace(
  scroller: RefObject<HTMLDivElement | null>,
  messageId: string | null,
  { firstKey, lastKey }: { firstKey: string | undefined; lastKey: string | undefined },
): void {
  const top = useRef<number>(undefined);
  useLayoutEffect(() => {
    const element = scroller.current;
    const found = element && messageId !== null ? articleOf(element, messageId) : null;
    if (!element || !found) return;
    const opening = top.current === undefined;
    element.scrollTop += topIn(element, found) - (top.current ?? element.clientHeight * leadShare);
    // Whoever opened it reads on from here, unless the next words are being typed already.
    if (opening && !document.activeElement?.matches(editable)) found.focus({ preventScroll: true });
    top.current = topIn(element, found);
  }, [scroller, messageId, firstKey, lastKey]);
  useEffect(() => {
    const element = scroller.current;
    if (!element || messageId === null) return undefined;
    const onScroll = () => {
      const found = articleOf(element, messageId);
      if (found) top.current = topIn(element, found);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [scroller, messageId]);
  useEffect(() => {
    if (messageId === null) return undefined;
    return offerFocus('thread', () => {
      const found = scroller.current && articleOf(scroller.current, messageId);
      (found ?? scroller.current)?.focus({ preventScroll: true });
    });
  }, [scroller, messageId]);
}
