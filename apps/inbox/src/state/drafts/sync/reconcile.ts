import type { DraftView } from '@filo/contracts/http';
import { type Draft, type DraftMode, hasContent } from '../draft';
import { draftFrom, isAhead } from './draft-content';

/** What is done to one place of this page; `null` takes the draft away. */
export interface Step {
  threadId: string;
  mode: DraftMode;
  /** `fork`: the same words go on under an id of their own. */
  draft: Draft | 'fork' | null;
}

export interface Compared {
  local: Readonly<Record<string, Draft>>;
  server: readonly DraftView[];
  /** The server named all that there are. */
  isWhole: boolean;
  /** Discarded here, whether or not the server knows. */
  dropped: readonly string[];
  /** Ids that the server had before it was asked: only of these it means something that it does not name them. */
  known: ReadonlySet<string>;
  /** Ids whose save is under way: its own answer says what became of it, and its words here are no others. */
  saving: ReadonlySet<string>;
}

/** Which thread and mode a place is of. */
export const placeOf = (of: string): { threadId: string; mode: DraftMode } => {
  const [threadId = '', mode] = of.split('.');
  return { threadId, mode: mode === 'note' ? 'note' : 'reply' };
};

/**
 * Brings what this page has and what the server has together. Nothing that somebody wrote is lost or overwritten:
 *
 * - words of another computer replace ours where ours were on the server as well, unchanged since
 * - where both wrote, ours go on under an id of their own, and the others wait beside them
 * - what was sent or discarded elsewhere goes, unless something was written here since: that goes on as a draft of its own
 */
export function reconcile({ local, server, isWhole, dropped, known, saving }: Compared): Step[] {
  const byKey = new Map(Object.entries(local).map(([of, draft]) => [draft.key, { of, draft }]));
  const taken = new Set(Object.entries(local).flatMap(([of, draft]) => (hasContent(draft) ? [of] : [])));
  const open = server.filter(({ state, id }) => state === 'open' && !dropped.includes(id));
  const steps: Step[] = [];
  for (const view of open) {
    const mine = byKey.get(view.id);
    if (mine && !saving.has(view.id)) steps.push(...ofKnown(mine, view, taken));
    else if (!mine && view.threadId !== null && !taken.has(`${view.threadId}.${view.mode}`)) {
      taken.add(`${view.threadId}.${view.mode}`);
      steps.push({ threadId: view.threadId, mode: view.mode, draft: draftFrom(view) });
    }
  }
  if (!isWhole) return steps;
  const named = new Set(open.map(({ id }) => id));
  for (const [of, draft] of Object.entries(local))
    if (known.has(draft.key) && !named.has(draft.key))
      steps.push({ ...placeOf(of), draft: isAhead(draft) && hasContent(draft) ? 'fork' : null });
  return steps;
}

function ofKnown({ of, draft }: { of: string; draft: Draft }, view: DraftView, taken: Set<string>): Step[] {
  const place = placeOf(of);
  if (view.revision > draft.revision)
    return isAhead(draft) && !isSame(draft, view)
      ? [{ ...place, draft: 'fork' }]
      : [{ ...place, draft: { ...draftFrom(view), waitsIn: draft.waitsIn, writtenIn: draft.writtenIn } }];
  const to = view.threadId;
  const moves = to !== null && to !== place.threadId && draft.waitsIn === null && draft.writtenIn === null;
  if (!moves || taken.has(`${to}.${view.mode}`)) return [];
  taken.add(`${to}.${view.mode}`);
  return [
    { threadId: to, mode: view.mode, draft },
    { ...place, draft: null },
  ];
}

/** An answer of the server was lost: it has these very words, for the same message. */
const isSame = (draft: Draft, { content }: DraftView): boolean =>
  draft.text === content.text && draft.answersMessageId === content.answersMessageId;
