import { create } from 'zustand';

/** What an agent is asked for, a time or a team, about one thread, or one topic of it, above the page. */
export interface TimeRequest {
  kind: 'snooze' | 'promise' | 'close' | 'team' | 'tag';
  threadId: string;
  topicId: string | null;
  /** The message that is pointed at, and what is marked of it. */
  messageId?: string | undefined;
  words?: string | undefined;
}

export const useTimeRequest = create<{ open: TimeRequest | null }>(() => ({ open: null }));
export const askTime = (open: TimeRequest | null): void => useTimeRequest.setState({ open });

/** The message in which something is marked, else the one that has the focus. */
export function pointedAt(): Pick<TimeRequest, 'messageId' | 'words'> {
  const marked = getSelection();
  const words = marked?.toString() ?? '';
  const place = (words && marked?.anchorNode?.parentElement) || document.activeElement;
  return { words, messageId: place?.closest<HTMLElement>('[data-message-id]')?.dataset['messageId'] };
}
