import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface BannerFrameProps {
  title: string;
  icon: LucideIcon;
  buttons: ReactNode;
  children: ReactNode;
}

/** What stands over a thread: words first, then what can be done, below one another where there is little room. */
export function BannerFrame({ title, icon: Icon, buttons, children }: BannerFrameProps) {
  return (
    <section
      aria-label={title}
      className="shrink-0 border-b border-line bg-selected px-4 py-2 text-sm max-md:px-3"
    >
      <div className="mx-auto flex max-w-208 flex-wrap items-start gap-x-4 gap-y-2">
        <Icon className="mt-0.5 size-4 shrink-0 text-accent max-md:hidden" aria-hidden />
        <div className="min-w-60 flex-1 space-y-1">{children}</div>
        <div className="flex flex-wrap gap-2 max-md:w-full">{buttons}</div>
      </div>
    </section>
  );
}
