import { useState } from 'react';
import type { ListFilter, ViewName } from '../data/threads/view-membership';
import { BulkBar, type BulkQuestion } from '../features/bulk/bulk-bar';
import { BulkProgress } from '../features/bulk/bulk-progress';
import { useRunningJob } from '../features/bulk/follow-job';
import { isAnyPicked, usePicked } from '../state/picked-people';
import { BulkDialog } from './bulk-dialog';

interface BulkPartProps {
  view: ViewName;
  filter: ListFilter;
  /** They are picked out of what was found, which is no list that could match as a whole. */
  isFound?: boolean;
}

/** What is done with many people at once, below their list. */
export default function BulkPart({ view, filter, isFound = false }: BulkPartProps) {
  const [asked, setAsked] = useState<BulkQuestion | null>(null);
  const isAny = usePicked(isAnyPicked);
  const isRunning = useRunningJob(({ job }) => job !== null);
  return (
    <>
      {isRunning ? <BulkProgress /> : null}
      {isAny ? (
        <BulkBar view={isFound ? 'all' : view} filter={filter} isFound={isFound} onAsk={setAsked} />
      ) : null}
      {isAny && asked ? (
        <BulkDialog question={asked} view={view} filter={filter} onClose={() => setAsked(null)} />
      ) : null}
    </>
  );
}
