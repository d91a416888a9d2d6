import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { explain } from './explain-problem';

/** Something went wrong: what happened, what is safe, what to do; as an error, or in words that say it already. */
export function ProblemStrip({
  error,
  words = explain(error),
  children,
}: {
  error?: unknown;
  words?: string;
  children?: ReactNode;
}) {
  return (
    <div role="alert" className="flex items-start gap-2 rounded-input bg-danger-bg p-3 text-base text-danger">
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1 space-y-2 wrap-anywhere">
        <p>{words}</p>
        {children}
      </div>
    </div>
  );
}
