import type { DraftList, DraftView } from '@filo/contracts/http';
import { ApiError, hasCode } from '../../../data/api/api-error';
import { request } from '../../../data/api/request';
import { t } from '../../../i18n/t';
import { explain } from '../../../ui/explain-problem';
import { sessionExpired } from '../../session-expiry';
import { showProblem, showToast } from '../../toasts';
import { whereFree } from '../where-free';
import { useConnection } from '../../connection';
import { type Draft, hasContent, renewed } from '../draft';
import { changeDraft, draftOf, dropDraft, putDraft, useDrafts } from '../draft-store';
import { droppedDrafts, forgetDropped } from '../dropped-drafts';
import { isLeaving, offerFlush } from '../leaving-drafts';
import { tellCameBack } from './came-back';
import { draftFrom, isAhead } from './draft-content';
import { useKeptDrafts } from './kept-drafts';
import { placeOf, reconcile } from './reconcile';
import { device, sayGoodbye, saveDraft } from './save-draft';

/** How long after the last key a draft goes to the server. */
export const savePauseMs = 800;
const retryMs = 10_000;
const soonMs = 300;
/** Nobody waits longer to sign out. */
const flushMaxMs = 4_000;

const agentId = () => useDrafts.getState().agentId;
const timers = new Map<string, ReturnType<typeof setTimeout>>();
/** Saves of one draft come one after the other. */
const running = new Map<string, Promise<void>>();
/** Drafts of which the server has not yet said how it took them. */
const saving = new Set<string>();
let started = '';
let refreshing: Promise<void> = Promise.resolve();
let planned: ReturnType<typeof setTimeout> | undefined;

const findByKey = (key: string): { of: string; draft: Draft } | undefined => {
  const [found] = Object.entries(useDrafts.getState().drafts).filter(([, draft]) => draft.key === key);
  return found && { of: found[0], draft: found[1] };
};

/** Trouble that may be over in a moment; what is refused for good waits for the next word. */
const isPassing = (error: unknown): boolean => !(error instanceof ApiError) || error.problem.status >= 500;

function plan(key: string, ms = savePauseMs): void {
  clearTimeout(timers.get(key));
  timers.set(
    key,
    setTimeout(() => void push(key).catch((error: unknown) => isPassing(error) && plan(key, retryMs)), ms),
  );
}

/** Brings one draft to the server, after what is under way for it. Rejects while there is no server. */
function push(key: string): Promise<void> {
  clearTimeout(timers.get(key));
  timers.delete(key);
  const next = (running.get(key) ?? Promise.resolve()).catch(() => undefined).then(() => pushNow(key));
  running.set(key, next);
  void next.catch(() => undefined).finally(() => running.get(key) === next && running.delete(key));
  return next;
}

async function pushNow(key: string): Promise<void> {
  const found = findByKey(key);
  if (!found || isLeaving(key) || !isAhead(found.draft)) return;
  const { threadId, mode } = placeOf(found.of);
  if (!hasContent(found.draft)) {
    if (found.draft.revision > 0) dropDraft(threadId, mode);
    // Whoever empties the field to begin anew answers what they chose.
    const { answersMessageId } = found.draft;
    if (answersMessageId !== null) changeDraft(threadId, mode, { answersMessageId });
    return;
  }
  try {
    saving.add(key);
    const view = await saveDraft({ threadId, mode, draft: found.draft }).finally(() => saving.delete(key));
    const now = draftOf(threadId, mode);
    if (now?.key !== key) return;
    putDraft(threadId, mode, { ...now, revision: view.revision, syncedAt: found.draft.updatedAt });
    if (now.updatedAt !== found.draft.updatedAt) plan(key);
  } catch (error) {
    if (hasCode(error, 'draft-changed')) return refresh();
    if (!hasCode(error, 'draft-gone')) throw error;
    const now = draftOf(threadId, mode);
    if (now?.key === key && !isLeaving(key)) putDraft(threadId, mode, renewed(now));
  }
}

/** Tells the server what was discarded here. */
async function sayDropped(): Promise<void> {
  const agent = agentId();
  for (const id of droppedDrafts(agent)) {
    await running.get(id)?.catch(() => undefined);
    await request(`/drafts/${id}`, { method: 'DELETE' });
    forgetDropped(agent, id);
  }
}

/** Reads what the server keeps and brings both together; one at a time. */
export function refresh(): Promise<void> {
  refreshing = refreshing.catch(() => undefined).then(readAll);
  return refreshing;
}

async function readAll(): Promise<void> {
  const agent = agentId();
  const known = new Set(
    Object.values(useDrafts.getState().drafts).flatMap(({ key, revision }) => (revision > 0 ? [key] : [])),
  );
  const { items, more } = await request<DraftList>('/drafts');
  if (agent !== agentId()) return;
  const { drafts: local } = useDrafts.getState();
  const dropped = droppedDrafts(agent);
  tellCameBack(useKeptDrafts.getState().items ?? [], items);
  useKeptDrafts.setState({ items: items.filter(({ id }) => !dropped.includes(id)), more });
  const steps = reconcile({ local, server: items, isWhole: more === 0, dropped, known, saving });
  for (const { threadId, mode, draft } of steps) {
    const now = draftOf(threadId, mode);
    if (now && isLeaving(now.key)) continue;
    if (draft === null) dropDraft(threadId, mode, 'sent');
    else if (draft !== 'fork') putDraft(threadId, mode, draft);
    else if (now) putDraft(threadId, mode, renewed(now));
  }
}

const soon = () => {
  clearTimeout(planned);
  planned = setTimeout(() => void refresh().catch(() => undefined), soonMs);
};

/** Something about the agent's drafts changed: at another page, unless this one names itself. */
export function hearOfDrafts(by: string | null): void {
  if (by !== device) soon();
}

/** Goes on in a thread with a draft that waits beside the one in the composer, which waits in its place. */
export async function takeUpKept(view: DraftView): Promise<void> {
  if (view.threadId === null) return;
  const here = draftOf(view.threadId, view.mode);
  if (here && hasContent(here)) await push(here.key);
  putDraft(view.threadId, view.mode, draftFrom(view));
  await refresh();
}

/** Brings everything to the server; answers whether nothing is left. Before the agent signs out. */
export const flushAll = (): Promise<boolean> =>
  Promise.race([pushAll(), new Promise<boolean>((resolve) => setTimeout(() => resolve(false), flushMaxMs))]);

async function pushAll(): Promise<boolean> {
  await sayDropped().catch(() => undefined);
  const ahead = () =>
    Object.values(useDrafts.getState().drafts).filter((one) => hasContent(one) && isAhead(one));
  await Promise.allSettled(ahead().map(({ key }) => push(key)));
  return ahead().length === 0 && droppedDrafts(agentId()).length === 0;
}

/** Discards a draft that may stand in no composer of this page. It can be taken back for as long as the toast's undo lasts, and where nothing else was written since. */
export async function discardKept(view: DraftView): Promise<void> {
  const place = findByKey(view.id);
  if (place) dropDraft(placeOf(place.of).threadId, placeOf(place.of).mode);
  else await request(`/drafts/${view.id}`, { method: 'DELETE' });
  const { threadId } = view;
  showToast({
    tone: 'done',
    text: t('composer.discarded'),
    ...(threadId === null
      ? {}
      : {
          undo: whereFree(
            threadId,
            view.mode,
            () =>
              void saveDraft({ threadId, mode: view.mode, draft: renewed(draftFrom(view)) }).then(
                refresh,
                (error: unknown) => showProblem(explain(error)),
              ),
          ),
        }),
  });
  await sayDropped();
  await refresh();
}

const wake = () => {
  void sayDropped().catch(() => undefined);
  for (const draft of Object.values(useDrafts.getState().drafts)) if (isAhead(draft)) plan(draft.key, 0);
  soon();
};

/** Keeps the agent's drafts on the server for as long as the page lives. */
export function startSync(agent: string): void {
  if (started === agent) return;
  const isFirst = started === '';
  started = agent;
  if (isFirst) follow();
  wake();
}

function follow(): void {
  useDrafts.subscribe((now, before) => {
    for (const [of, draft] of Object.entries(now.drafts))
      if (draft !== before.drafts[of] && isAhead(draft)) plan(draft.key);
    if (Object.entries(before.drafts).some(([of, { key }]) => now.drafts[of]?.key !== key))
      setTimeout(() => void sayDropped().catch(() => undefined));
  });
  useConnection.subscribe((now, before) => {
    if (now.state === 'live' && before.state !== 'live') wake();
  });
  sessionExpired.subscribe((now, before) => {
    if (before.expired && !now.expired) wake();
  });
  addEventListener('pagehide', () => {
    for (const [of, draft] of Object.entries(useDrafts.getState().drafts))
      if (hasContent(draft) && isAhead(draft) && !isLeaving(draft.key)) sayGoodbye({ ...placeOf(of), draft });
  });
  offerFlush(async (key) => {
    for (let tries = 0; tries < 3; tries += 1) {
      const found = findByKey(key);
      if (!found || !isAhead(found.draft)) return;
      await push(key);
    }
  });
}
