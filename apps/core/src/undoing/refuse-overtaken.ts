import type { ChangedSince, UndoneThing } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import { DomainError } from '../http/domain-error.js';
import { judgeUndo, type Change } from './judge-undo.js';
import type { Undoing } from './undoing.js';

export interface Undone {
  what: UndoneThing;
  /** The newest first; read under the lock under which it is changed. */
  changes: readonly Change[];
  /** What the undo would write, where it can be held against what stood before. */
  back?: string | undefined;
}

/** The guard of every undo: throws 409 where it would write over what somebody did meanwhile, and says who and what. */
export const refuseOvertaken = (reader: Reader, undoing: Undoing, { what, changes, back }: Undone): void => {
  const { undoes } = undoing;
  if (undoes === undefined) return;
  const judged = judgeUndo(changes, undoes, back);
  if (judged === null) return;
  if (judged === 'undone')
    throw new DomainError('already-undone', 'Nothing was changed: this was undone already.');
  if (judged === 'unknown')
    throw new DomainError(
      'not-found',
      'Nothing was undone: If-Match names no change of this that you may see.',
    );
  const { change, before } = judged;
  const by = change.by === null ? null : { id: change.by, name: change.name ?? '' };
  const who = by?.id === reader.agentId ? 'you' : (by?.name ?? '');
  const since: ChangedSince = {
    what,
    by,
    who,
    at: change.at,
    now: change.now,
    cleared: change.now === '',
    before,
  };
  throw new DomainError('changed-since', sayOvertaken(since), since);
};

const levels: Record<string, string> = { 'act-now': 'Act now', today: 'Today', watch: 'Watch' };

/** What stands there now, in words; each follows “Ada has …”. */
const said: Record<UndoneThing, (now: string) => string> = {
  fact: (now) => (now === '' ? 'cleared this field' : `set this field to “${now}”`),
  photo: (now) => (now === '' ? 'taken the photo away' : 'given another photo'),
  severity: (now) =>
    now === 'not-about-us'
      ? 'said that this is not about us'
      : now === ''
        ? 'taken back what was said of its severity'
        : `put this under “${levels[now] ?? now}”`,
  lesson: (now) =>
    ({ forgotten: 'forgotten this line', grave: 'let this line lower grave posts, too' })[now] ??
    'let this line be used',
  shared: (now) =>
    now === 'true' ? 'marked this address as shared' : 'said that one person alone uses this address',
  blocked: (now) => (now === 'true' ? 'blocked this address' : 'let this address in again'),
  promise: (now) =>
    ({
      kept: 'noted this promise as kept',
      dropped: 'dropped this promise',
      open: 'opened this promise again',
    })[now] ?? 'moved this promise or given it to somebody',
  tag: (now) => (now === 'on' ? 'put this tag on it' : 'taken this tag off'),
  post: (now) => (now === 'settled' ? 'settled this post' : 'let this post wait again'),
  query: (now) =>
    ({ paused: 'paused this query', removed: 'removed this query' })[now] ?? 'started this query again',
  owner: (now) => (now === '' ? 'let go of this thread' : `given this thread to ${now}`),
  topic: (now) =>
    ({ close: 'closed this thread', reopen: 'reopened it', snooze: 'snoozed it' })[now] ?? 'ended the snooze',
  pause: (now) =>
    now === '' ? 'let scheduled public answers leave again' : 'paused scheduled public answers otherwise',
  script: (now) => (now === 'removed' ? 'removed this script' : 'changed this script or brought it back'),
};

const sayOvertaken = ({ what, who, now, before }: ChangedSince): string => {
  const has = who === 'you' ? 'you have' : `${who === '' ? 'somebody' : who} has`;
  return before
    ? `Nothing was undone: before your change ${has} ${said[what](now)}, which your page did not show. Look at it, and change it yourself if it should be otherwise.`
    : `Nothing was undone: ${has} ${said[what](now)} since. Look at it, and change it yourself if it should be otherwise.`;
};
