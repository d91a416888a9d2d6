import { signOut } from '../data/session';
import { flushDrafts, wipeDrafts } from '../state/drafts/draft-store';
import { showProblem } from '../state/toasts';
import { explain } from '../ui/explain-problem';

/** What is on the server leaves this browser; what could not be brought there stays, for the same agent. */
const bringDraftsHome = async (): Promise<void> => {
  flushDrafts();
  const { flushAll } = await import('../state/drafts/sync/sync-drafts');
  if (await flushAll()) wipeDrafts();
};

export function leave(): void {
  // A fresh page keeps nothing of what was read in this one.
  bringDraftsHome()
    .catch(() => undefined)
    .then(signOut)
    .then(
      () => location.assign('/sign-in'),
      (error: unknown) => showProblem(explain(error)),
    );
}
