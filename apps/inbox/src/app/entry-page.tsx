import type { ReactNode } from 'react';
import { t } from '../i18n/t';

/** The frame of the pages before one is signed in. */
export function EntryPage({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <main className="h-full overflow-y-auto bg-bg">
      <div className="mx-auto flex min-h-full max-w-100 flex-col justify-center px-5 py-10">
        <p className="mb-6 flex items-center gap-2.5 text-xl font-semibold">
          <img src="/filo.svg" alt="" className="size-8" /> Filo
        </p>
        <div className="rounded-dialog border border-line bg-surface p-6 shadow-float">
          <h1 className="text-xl font-semibold">{title}</h1>
          {lead ? <p className="mt-1 mb-5 text-ink-2">{lead}</p> : <div className="mb-5" />}
          {children}
        </div>
        <p className="mt-4 text-center text-sm text-ink-3">{t('entry.tagline')}</p>
      </div>
    </main>
  );
}
