import { create } from 'zustand';
import { readStored, writeStored } from '../stored';
import { type Draft, type DraftMode, emptyDraft, hasContent, renewed } from './draft';
import { noteDropped } from './dropped-drafts';

/** How long after the last key a draft is written to this browser. */
export const draftPauseMs = 300;

interface Drafts {
  agentId: string;
  drafts: Readonly<Record<string, Draft>>;
}

export const useDrafts = create<Drafts>(() => ({ agentId: '', drafts: {} }));

/** Where a draft is kept: by its thread and mode. */
export const slot = (threadId: string, mode: DraftMode) => `${threadId}.${mode}`;
const storageKey = (agentId: string, of: string) => `filo.draft.${agentId}.${of}`;
const pending = new Map<string, ReturnType<typeof setTimeout>>();

/** Reads back what this agent left unsent in this browser. */
export function openDrafts(agentId: string): void {
  if (useDrafts.getState().agentId === agentId) return;
  const prefix = storageKey(agentId, '');
  const drafts: Record<string, Draft> = {};
  for (let index = 0; index < localStorage.length; index += 1) {
    const key = localStorage.key(index) ?? '';
    if (!key.startsWith(prefix)) continue;
    const draft = { ...emptyDraft(), ...readStored<Partial<Draft>>(key, {}) };
    if (hasContent(draft)) drafts[key.slice(prefix.length)] = draft;
  }
  useDrafts.setState({ agentId, drafts });
}

function save(of: string): void {
  clearTimeout(pending.get(of));
  pending.delete(of);
  const { agentId, drafts } = useDrafts.getState();
  const draft = drafts[of];
  writeStored(storageKey(agentId, of), hasContent(draft) ? draft : undefined);
}

/** Writes at once what still waits for its pause; called before the page goes away. */
export function flushDrafts(): void {
  for (const of of [...pending.keys()]) save(of);
}

export const draftOf = (threadId: string, mode: DraftMode): Draft | undefined =>
  useDrafts.getState().drafts[slot(threadId, mode)];

/** Changes a draft; it reaches the browser's store 300 ms after the last change. */
export function changeDraft(threadId: string, mode: DraftMode, change: Partial<Draft>): void {
  const of = slot(threadId, mode);
  const draft = { ...(draftOf(threadId, mode) ?? emptyDraft()), ...change, updatedAt: Date.now() };
  useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [of]: draft } }));
  clearTimeout(pending.get(of));
  pending.set(
    of,
    setTimeout(() => save(of), draftPauseMs),
  );
}

/** Puts a draft in its place as it is, such as one of another computer. */
export function putDraft(threadId: string, mode: DraftMode, draft: Draft): void {
  const of = slot(threadId, mode);
  useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [of]: draft } }));
  save(of);
}

/** The server gave the draft back, or its id is used up: it goes on under another. */
export function renewDraft(threadId: string, mode: DraftMode): void {
  const draft = draftOf(threadId, mode);
  if (!draft) return;
  if (draft.revision > 0) noteDropped(useDrafts.getState().agentId, draft.key);
  changeDraft(threadId, mode, renewed(draft));
}

/** Forgets a draft, here and in the browser: a write still waiting cannot bring it back. One that was not sent is discarded on the server, too. */
export function dropDraft(threadId: string, mode: DraftMode, how: 'discarded' | 'sent' = 'discarded'): void {
  const of = slot(threadId, mode);
  const draft = draftOf(threadId, mode);
  const { agentId, drafts } = useDrafts.getState();
  const stands = Object.entries(drafts).some(([other, one]) => other !== of && one.key === draft?.key);
  if (draft && how === 'discarded' && !stands) noteDropped(agentId, draft.key);
  useDrafts.setState(({ drafts }) => {
    const { [of]: _dropped, ...rest } = drafts;
    return { drafts: rest };
  });
  save(of);
}

/** After all of it is on the server: nothing of it stays in this browser. */
export function wipeDrafts(): void {
  const prefix = storageKey(useDrafts.getState().agentId, '');
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  useDrafts.setState({ drafts: {} });
}

export const useDraft = (threadId: string, mode: DraftMode): Draft | undefined =>
  useDrafts((state) => state.drafts[slot(threadId, mode)]);

/** What an unsent draft of this person says, of either kind; one without words is told by its files. */
export const useDraftText = (threadId: string): string | undefined =>
  useDrafts((state) => {
    for (const mode of ['reply', 'note'] as const) {
      const draft = state.drafts[slot(threadId, mode)];
      if (draft && hasContent(draft))
        return draft.text.trim() || draft.attachments.map(({ name }) => name).join(', ');
    }
    return undefined;
  });
