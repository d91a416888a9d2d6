import type { QuarantineItem } from '@filo/contracts/http';
import { Eye, MailCheck } from 'lucide-react';
import { useId, useState } from 'react';
import { mediumWhen } from '../../../i18n/format';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { ChannelGlyph } from '../../../ui/channel-glyph';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { subjectOf } from '../subject-of';
import { QuarantineContent } from '../quarantine-content';
import { useNotSpam } from './use-not-spam';

/** One message of somebody blocked: from whom, who blocked them, when and why. */
export function SpamCard({ item }: { item: QuarantineItem }) {
  const title = useId();
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  const { notSpam, discard, busy } = useNotSpam(item);
  return (
    <article
      aria-labelledby={title}
      tabIndex={-1}
      className="focus-inset rounded-panel border border-line bg-surface p-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <ChannelGlyph channel={item.channel} label />
        <h2 id={title} className="text-md font-semibold wrap-anywhere">
          <bdi>{subjectOf(item)}</bdi>
        </h2>
        <span className="ms-auto text-xs text-ink-3 tabular">{mediumWhen(item.at)}</span>
      </div>
      <p className="mt-1 text-sm text-ink-2 wrap-anywhere">
        <bdi>{item.from ?? item.sender?.key ?? t('quarantine.no-sender')}</bdi>
      </p>
      <WhoBlocked block={item.block ?? null} />
      {open ? <QuarantineContent id={item.id} /> : null}
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <Button data-read aria-expanded={open} aria-describedby={title} onPress={() => setOpen(!open)}>
          <Eye className="size-4" aria-hidden />
          {t(open ? 'quarantine.hide' : 'quarantine.read')}
        </Button>
        <Button data-not-spam tone="primary" aria-describedby={title} onPress={notSpam} isDisabled={busy}>
          <MailCheck className="size-4" aria-hidden />
          {t('spam.not-spam')}
        </Button>
        <Button tone="danger" aria-describedby={title} onPress={() => setAsking(true)} isDisabled={busy}>
          {t('quarantine.discard')}
        </Button>
      </div>
      {asking ? (
        <ConfirmDialog
          title={t('quarantine.discard-title')}
          text={t('quarantine.discard-text')}
          verb={t('quarantine.discard')}
          onConfirm={discard}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </article>
  );
}

function WhoBlocked({ block }: { block: NonNullable<QuarantineItem['block']> | null }) {
  if (!block) return <p className="mt-1 text-sm text-ink-2">{t('spam.no-more-blocked')}</p>;
  const name = block.by?.name ?? t('block.somebody');
  const when = block.at ? mediumWhen(block.at) : t('block.earlier');
  return (
    <p className="mt-1 text-sm text-ink-2 wrap-anywhere">
      {block.domain
        ? t('block.by-domain', { name, when, domain: block.domain })
        : t('block.by', { name, when })}
      {block.why ? <span dir="auto"> {t('block.because', { why: block.why })}</span> : null}
    </p>
  );
}
