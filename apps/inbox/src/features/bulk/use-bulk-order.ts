import type { BulkAction, BulkJob, BulkOrder } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { request } from '../../data/api/request';
import type { ListFilter, ViewName } from '../../data/threads/view-membership';
import { clearPicked, isAnyPicked, usePicked } from '../../state/picked-people';
import { sendAway, takeBack } from '../../state/sent-away';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { sayDone, sayRunning } from './bulk-words';
import { followJob } from './follow-job';
import { heard, keyOf } from './order-key';

/** After these a person leaves the list that they stood in. */
const leaving = new Set<BulkAction['kind']>(['close', 'assign', 'snooze']);

interface Shown {
  view: ViewName;
  filter: ListFilter;
}

/** Does one thing with everybody who is picked, with one toast that takes all of it back. */
export function useBulkOrder({ view, filter }: Shown): (action: BulkOrder['action']) => void {
  const client = useQueryClient();
  const refresh = () => {
    for (const key of ['thread-lists', 'thread-counts', 'thread'])
      void client.invalidateQueries({ queryKey: [key] });
  };
  return (action) => {
    const picked = usePicked.getState();
    // Pressed twice: the first press took them.
    if (!isAnyPicked(picked)) return;
    const ids = [...picked.ids];
    const of = picked.all ? { matching: { view, ...filter }, except: ids } : { ids };
    const away = leaving.has(action.kind) && !picked.all ? ids : [];
    sendAway(...away);
    clearPicked();
    const undo = (job: BulkJob) => {
      takeBack(...away);
      void takeBackAll(job)
        .catch((error: unknown) => showProblem(explain(error)))
        .finally(refresh);
    };

    void give({ of, action }, keyOf({ of, action }, picked))
      .then((job) => tell({ job, action, undo: () => undo(job) }))
      .catch((error: unknown) => {
        takeBack(...away);
        usePicked.setState(picked);
        showProblem(explain(error));
      })
      .finally(refresh);
  };
}

const give = async (body: BulkOrder, key: string): Promise<BulkJob> => {
  const job = await request<BulkJob>('/threads/bulk', {
    ...{ method: 'POST', body, headers: { 'idempotency-key': key } },
  });
  heard(key);
  return job;
};

interface Told {
  job: BulkJob;
  action: BulkOrder['action'];
  undo(): void;
}

/** One that takes a while is told of at once, so that it can be stopped and taken back, and once more when it is through. */
async function tell({ job, action, undo }: Told): Promise<void> {
  let isUndone = false;
  const once = () => {
    if (!isUndone) undo();
    isUndone = true;
  };
  if (job.state === 'running') showToast({ tone: 'done', text: sayRunning(job), undo: once });
  const done = await followJob(job);
  // Stopped, or nobody hears of it any more: it is not known what becomes of it.
  if (isUndone || done.state !== 'done') return;
  showToast({
    tone: done.changed === 0 && done.left > 0 ? 'problem' : 'done',
    text: sayDone(done, action),
    ...(done.changed > 0 && { undo: once }),
  });
}

async function takeBackAll({ id }: BulkJob): Promise<void> {
  const back = await request<BulkJob>(`/threads/bulk/${id}/undo`, { method: 'POST' });
  const done = await followJob(back);
  showToast({ tone: 'done', text: done.state === 'running' ? sayRunning(done) : sayDone(done) });
}
