import type { MessageRevisions, MessageView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { request } from '../../../data/api/request';
import { fullWhen } from '../../../i18n/format';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { Dialog } from '../../../ui/dialog';
import { ProblemStrip } from '../../../ui/problem-strip';
import { Skeleton } from '../../../ui/skeleton';
import { LinkedText } from './linked-text';

/** What a message said before its author changed it, the words of now first. */
export default function FormerWords({ message, onClose }: { message: MessageView; onClose(): void }) {
  const { data, error } = useQuery({
    // What it says and shows now is part of it: another change asks anew.
    queryKey: ['revisions', message.id, message.text, message.attachments.map(({ id }) => id)] as const,
    queryFn: ({ signal }) => request<MessageRevisions>(`/messages/${message.id}/revisions`, { signal }),
  });
  return (
    <Dialog title={t('former.title')} isOpen onClose={onClose} width="max-w-140">
      <div
        // Long words are scrolled to by keys as well.
        tabIndex={0}
        role="group"
        aria-label={t('former.title')}
        className="max-h-[70vh] space-y-4 overflow-y-auto p-5 outline-offset-[-2px] max-md:p-3"
      >
        {error ? <ProblemStrip error={error} /> : null}
        {!data && !error ? <Skeleton rows={2} height={56} /> : null}
        {data ? <Words label={t('former.now')} text={message.text} hint={t('message.empty')} /> : null}
        {data?.items.length === 0 ? <p className="text-sm text-ink-2">{t('former.none')}</p> : null}
        {data?.items.map(({ text, until, wordsStayed }, index) => (
          <Words
            key={`${until} ${index}`}
            label={<time dateTime={until}>{t('former.until', { when: fullWhen(until) })}</time>}
            text={text}
            hint={wordsStayed ? t('former.words-stayed') : t('message.empty')}
          />
        ))}
      </div>
    </Dialog>
  );
}

/** `hint`: what stands there of a version without words. */
function Words({ label, text, hint }: { label: ReactNode; text: string; hint: string }) {
  return (
    <section className="border-s-2 border-line-strong ps-3">
      <h3 className="mb-1 text-sm font-medium text-ink-2">{label}</h3>
      {text.trim() === '' ? (
        <p className="text-sm text-ink-3 italic">{hint}</p>
      ) : (
        <div className="wrap-anywhere">
          <LinkedText text={text} />
        </div>
      )}
    </section>
  );
}
