import { type Draft, type DraftMode, hasContent } from './draft';
import { changeDraft, draftOf, dropDraft, useDrafts } from './draft-store';

const modes = ['reply', 'note'] as const;

/** The threads whose draft of this kind fits; of one that is empty there is nothing to find. */
const threadsWith = (mode: DraftMode, fits: (draft: Draft, threadId: string) => boolean): string[] =>
  Object.entries(useDrafts.getState().drafts).flatMap(([slot, draft]) => {
    const [threadId = '', kind] = slot.split('.');
    return kind === mode && hasContent(draft) && fits(draft, threadId) ? [threadId] : [];
  });

/**
 * After a merge: what was written in a thread that is gone goes on in the one that stays. Where something is being written
 * already, it waits beside it and can be taken up at any time: two letters never become one, and none is out of reach.
 */
export function moveDrafts(from: string, to: string): void {
  for (const mode of modes) {
    for (const waiting of threadsWith(mode, ({ waitsIn }) => waitsIn === from))
      changeDraft(waiting, mode, { waitsIn: to });
    const draft = draftOf(from, mode);
    if (!draft || !hasContent(draft)) continue;
    if (hasContent(draftOf(to, mode))) changeDraft(from, mode, { waitsIn: to });
    else {
      changeDraft(to, mode, { ...draft, writtenIn: draft.writtenIn ?? from });
      dropDraft(from, mode);
    }
  }
}

/** Goes on with a draft that waits; the one that was being written waits in its place. */
export function takeUpDraft(threadId: string, waiting: string, mode: DraftMode): void {
  const [here, there] = [draftOf(threadId, mode), draftOf(waiting, mode)];
  if (!there) return;
  changeDraft(threadId, mode, { ...there, waitsIn: null, writtenIn: there.writtenIn ?? waiting });
  if (here && hasContent(here))
    changeDraft(waiting, mode, { ...here, waitsIn: threadId, writtenIn: here.writtenIn ?? threadId });
  else dropDraft(waiting, mode);
}

/** After a merge was undone: every draft is back in the thread in which it was begun. */
export function returnDrafts(threadId: string): void {
  for (const mode of modes) {
    const [away] = threadsWith(mode, ({ writtenIn }, at) => writtenIn === threadId && at !== threadId);
    const own = draftOf(threadId, mode);
    if (away !== undefined) {
      changeDraft(threadId, mode, { ...draftOf(away, mode), waitsIn: null, writtenIn: null });
      if (own && hasContent(own)) changeDraft(away, mode, { ...own, waitsIn: null });
      else dropDraft(away, mode);
    } else if (own && own.waitsIn !== null) changeDraft(threadId, mode, { waitsIn: null });
  }
}

/** The threads, merged into this one, in which a draft of this kind waits. */
export const useWaitingDrafts = (threadId: string, mode: DraftMode): string[] =>
  useDrafts(() => threadsWith(mode, ({ waitsIn }) => waitsIn === threadId).join(' '))
    .split(' ')
    .filter((id) => id !== '');
