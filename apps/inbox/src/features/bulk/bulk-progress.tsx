import '../../i18n/later-words';
import { sayRunning } from './bulk-words';
import { useRunningJob } from './follow-job';

/** How far an order is that takes a while. */
export function BulkProgress() {
  const { job } = useRunningJob();
  if (!job) return null;
  return (
    <div className="shrink-0 border-t border-line bg-surface px-4 py-2 text-sm">
      <p id="bulk-progress" className="tabular">
        {sayRunning(job)}
      </p>
      <progress
        aria-labelledby="bulk-progress"
        value={job.through}
        max={Math.max(1, job.total)}
        className="mt-1 h-1.5 w-full accent-accent"
      />
    </div>
  );
}
