import type { PresenceBeat, PresenceDoing, PresenceList } from '@filo/contracts/http';
import { composerScope } from '../../keys/listen-for-keys';
import { composerModeOf } from '../../state/drafts/composer-mode';
import { hasContent } from '../../state/drafts/draft';
import { draftOf } from '../../state/drafts/draft-store';
import { presenceTold, setAllPresent } from '../../state/presence';
import { apiBase, request } from '../api/request';
import { judgeDoing } from './judge-doing';

const lookMs = 1_000;
const beatMs = 5_000;
/** Names this page to the server. */
const device = crypto.randomUUID();
const composer = `[data-key-scope=${composerScope['data-key-scope']}]`;

/** Reads who is where; afterwards events tell of it. Without an answer nobody is shown. */
export function readPresence(): void {
  const askedAt = presenceTold();
  request<PresenceList>('/presence').then(
    ({ threads }) => setAllPresent(threads, askedAt),
    () => setAllPresent([]),
  );
}

/**
 * Says what the agent does at a thread for as long as it is open: `viewing` after 2 s, `replying` from the first key. A word that is lost is
 * said again 5 s later; a failure is nobody's business. Answers how to stop.
 */
export function sayPresence(threadId: string): () => void {
  const openedAt = Date.now();
  const said: { doing: PresenceDoing | null; at: number; since: number } = { doing: null, at: 0, since: 0 };
  let lastKeyAt: number | null = null;

  const look = () => {
    const mode = composerModeOf(threadId);
    const now = Date.now();
    const written = hasContent(draftOf(threadId, mode));
    const visible = document.visibilityState === 'visible';
    say(judgeDoing({ now, openedAt, lastKeyAt, mode, written, visible }), now);
  };
  const say = (doing: PresenceDoing | null, now: number) => {
    if (doing === said.doing && (doing === null || now - said.at < beatMs)) return;
    if (doing !== said.doing) said.since = now;
    Object.assign(said, { doing, at: now });
    post(threadId, { doing: doing ?? 'gone', device, forMs: now - said.since });
  };
  const onKey = ({ target }: Event) => {
    if (!(target instanceof Element) || !target.closest(composer)) return;
    lastKeyAt = Date.now();
    // The field takes the key first.
    setTimeout(look);
  };
  const leave = () => say(null, Date.now());

  const timer = setInterval(look, lookMs);
  document.addEventListener('input', onKey, true);
  document.addEventListener('keyup', onKey, true);
  document.addEventListener('visibilitychange', look);
  addEventListener('pagehide', leave);
  return () => {
    clearInterval(timer);
    document.removeEventListener('input', onKey, true);
    document.removeEventListener('keyup', onKey, true);
    document.removeEventListener('visibilitychange', look);
    removeEventListener('pagehide', leave);
    leave();
  };
}

/** Kept alive when the page goes away: that is when it matters. */
function post(threadId: string, beat: PresenceBeat): void {
  void fetch(`${apiBase}/threads/${threadId}/presence`, {
    method: 'POST',
    credentials: 'same-origin',
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(beat),
  }).catch(() => undefined);
}
