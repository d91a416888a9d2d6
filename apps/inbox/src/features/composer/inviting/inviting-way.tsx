import type { ReactNode } from 'react';

interface InvitingWayProps {
  icon: ReactNode;
  hint: string;
  isRefused?: boolean;
  children: ReactNode;
}

/** One of the ways by which somebody can be invited, and what it means. */
export function InvitingWay({ icon, hint, isRefused = false, children }: InvitingWayProps) {
  return (
    <div className="flex items-start gap-3 rounded-panel border border-line p-3">
      <span className="mt-1 text-ink-3">{icon}</span>
      <div className="min-w-0 flex-1 space-y-2">
        <p role={isRefused ? 'status' : undefined} className={isRefused ? 'text-warn' : 'text-ink-2'}>
          {hint}
        </p>
        {children}
      </div>
    </div>
  );
}
