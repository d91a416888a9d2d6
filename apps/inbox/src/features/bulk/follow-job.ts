import type { BulkJob } from '@filo/contracts/http';
import { create } from 'zustand';
import { request } from '../../data/api/request';

/** The order that is being done, while it is. */
export const useRunningJob = create<{ job: BulkJob | null }>(() => ({ job: null }));

const pollMs = 700;
/** Without a connection an order goes on by itself; who looks no more for it finds what it did in the list. */
const triesMax = 60;

/** Resolves with the order once it is through; shows meanwhile how far it is. */
export async function followJob(first: BulkJob): Promise<BulkJob> {
  let job = first;
  for (let failed = 0; job.state === 'running' && failed < triesMax;) {
    useRunningJob.setState({ job });
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    try {
      job = await request<BulkJob>(`/threads/bulk/${job.id}`);
      failed = 0;
    } catch {
      failed += 1;
    }
  }
  useRunningJob.setState((state) => (state.job?.id === first.id ? { job: null } : state));
  return job;
}
