import type { ReactNode } from 'react';

/** The title of a page, what it is for, and its main action. */
export function PageHeader({ title, lead, action }: { title: string; lead?: string; action?: ReactNode }) {
  return (
    <header className="mb-5 flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-60 flex-1">
        <h1 className="text-xl font-semibold">{title}</h1>
        {lead ? <p className="mt-0.5 max-w-160 text-ink-2">{lead}</p> : null}
      </div>
      {action}
    </header>
  );
}
