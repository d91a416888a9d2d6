import type { CapturedMail } from '@filo/contracts/http';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { outboxQuery } from '../../data/admin/operations';
import { fileSize, mediumWhen } from '../../i18n/format';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { EmptyState } from '../../ui/empty-state';
import { MoreButton } from '../../ui/more-button';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { CapturedMailDialog } from './captured-mail-dialog';

/** Mail that would have left: captured here because its account has no SMTP server. */
export default function OutboxPage() {
  const query = useInfiniteQuery(outboxQuery);
  const [open, setOpen] = useState<CapturedMail | null>(null);
  const mails = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title={t('admin.outbox')} lead={t('outbox.lead')} />
      {query.isError ? <ProblemStrip error={query.error} /> : null}
      {query.isPending ? <Skeleton rows={4} height={64} /> : null}
      {query.isSuccess && mails.length === 0 ? (
        <EmptyState title={t('outbox.none')}>{t('outbox.none-hint')}</EmptyState>
      ) : null}
      <ul className="space-y-2">
        {mails.map((mail) => (
          <li key={mail.id}>
            <button
              type="button"
              onClick={() => setOpen(mail)}
              className="flex w-full flex-wrap items-baseline gap-x-3 rounded-panel border border-line bg-surface px-4 py-2.5 text-start hover:bg-hover"
            >
              <bdi className="font-medium wrap-anywhere">{mail.subject || t('row.no-subject')}</bdi>
              <span className="text-sm text-ink-2 wrap-anywhere">
                {t('role.to')} <bdi>{mail.to.join(', ')}</bdi>
              </span>
              <span className="ms-auto text-xs text-ink-3 tabular">
                {fileSize(mail.bytes)} · {mediumWhen(mail.at)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <MoreButton query={query} />
      {open ? <CapturedMailDialog mail={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
