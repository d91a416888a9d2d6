import type { PromiseChange, PromiseView } from '@filo/contracts/http';

export type PromiseState = PromiseView['state'];

interface Standing {
  state: PromiseState;
  /** ISO 8601. */
  dueAt: string;
  ownerId: string;
}

/** What a change makes of a promise; `same`: it is so already; `refused`: it is settled, or not settled, and so cannot be. */
export type Judged = { state: PromiseState } | 'same' | 'refused';

/**
 * Open promises are kept, dropped, moved or given to another agent; a settled one is opened again, and nothing else. A move of what
 * is late leaves it open: its history says what it was due before.
 */
export const judgeChange = (promise: Standing, change: PromiseChange): Judged => {
  const open = promise.state === 'open';
  switch (change.kind) {
    case 'keep':
      return open ? { state: 'kept' } : promise.state === 'kept' ? 'same' : 'refused';
    case 'drop':
      return open ? { state: 'dropped' } : promise.state === 'dropped' ? 'same' : 'refused';
    case 'move':
      if (!open) return 'refused';
      return Date.parse(change.dueAt) === Date.parse(promise.dueAt) ? 'same' : { state: 'open' };
    case 'give':
      if (!open) return 'refused';
      return change.agentId === promise.ownerId ? 'same' : { state: 'open' };
    case 'reopen':
      return open ? 'same' : { state: 'open' };
  }
};
