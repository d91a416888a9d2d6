import type { ReactNode } from 'react';

/** Says why there is nothing here and what would fill it. */
export function EmptyState({
  title,
  heading = false,
  children,
  action,
}: {
  title: string;
  /** The title is that of the page. */
  heading?: boolean;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="m-auto flex max-w-80 flex-col items-center gap-2 p-6 text-center">
      <svg viewBox="0 0 64 40" className="mb-2 w-20 text-line-strong" aria-hidden>
        <path
          d="M2 30c14 0 12-22 26-22 12 0 10 18-1 18-9 0-9-12 2-15 13-3 15 19 33 19"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
        />
      </svg>
      {heading ? (
        <h1 className="text-xl font-semibold">{title}</h1>
      ) : (
        <p className="text-lg font-medium">{title}</p>
      )}
      {children ? <div className="text-base text-ink-2">{children}</div> : null}
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  );
}
