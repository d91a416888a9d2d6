import type { QuarantineContent as Content } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { Paperclip } from 'lucide-react';
import { quarantineContentQuery } from '../../data/admin/quarantine';
import { fileSize } from '../../i18n/format';
import { t } from '../../i18n/t';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { proofReason } from '../../ui/proof-reason';

/** What a message in quarantine says, as plain text: nothing is loaded, no link can be followed, files are only named. */
export function QuarantineContent({ id }: { id: string }) {
  const { data, error } = useQuery(quarantineContentQuery(id));
  if (error) return <ProblemStrip error={error} />;
  if (!data) return <Skeleton rows={2} height={20} />;
  const { text, cut, attachments } = data;
  return (
    <div className="mt-3 space-y-2">
      <p className="text-sm text-ink-2">
        {data.source === 'raw' ? t('quarantine.content-raw') : t('quarantine.content-plain')}
      </p>
      <Proof {...data} />
      <p
        dir="auto"
        tabIndex={0}
        aria-label={t('quarantine.content')}
        role="region"
        className="focus-inset max-h-96 overflow-auto rounded-input bg-sunken p-3 whitespace-pre-wrap wrap-anywhere"
      >
        {text.trim() === '' ? t('message.empty') : text.trimEnd()}
      </p>
      {cut ? <p className="text-sm text-ink-3">{t('quarantine.content-cut')}</p> : null}
      {attachments.length > 0 ? (
        <ul aria-label={t('quarantine.files')} className="space-y-0.5 text-sm text-ink-2">
          {attachments.map(({ name, mediaType, bytes }, index) => (
            <li key={index} className="flex items-start gap-1.5 wrap-anywhere">
              <Paperclip className="mt-0.5 size-3.5 shrink-0" aria-hidden />
              <span className="min-w-0">
                <bdi>{name ?? t('quarantine.no-name')}</bdi> · {mediaType} · {fileSize(bytes)}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** How sure we are of whom it names as its author, with what was seen. */
function Proof({ proof }: Pick<Content, 'proof'>) {
  if (!proof) return null;
  const why = proofReason(proof.reason);
  return (
    <p className="text-sm text-ink-2" title={proof.reason}>
      {t('quarantine.author', { words: [t(`proof.${proof.verdict}`), why ?? proof.reason].join(': ') })}
    </p>
  );
}
