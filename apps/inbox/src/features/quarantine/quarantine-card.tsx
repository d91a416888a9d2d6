import type { QuarantineItem } from '@filo/contracts/http';
import { Ban, Eye, Flag } from 'lucide-react';
import { useId, useState } from 'react';
import { fileSize, mediumWhen } from '../../i18n/format';
import { readsServerWords, t, tOr } from '../../i18n/t';
import { sayWhy } from '../../i18n/say-why';
import { ChannelGlyph } from '../../ui/channel-glyph';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { subjectOf } from './subject-of';
import { QuarantineContent } from './quarantine-content';
import { QuarantineButtons } from './quarantine-buttons';

/** One message in quarantine: why, from whom, and what can be done with it. */
export function QuarantineCard({ item }: { item: QuarantineItem }) {
  const waiting = item.state === 'waiting';
  const [open, setOpen] = useState(false);
  const title = useId();
  return (
    <article
      aria-labelledby={title}
      tabIndex={-1}
      className="rounded-panel border border-line bg-surface p-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <ChannelGlyph channel={item.channel} label />
        <h2 id={title} className="text-md font-semibold wrap-anywhere">
          <bdi>{subjectOf(item)}</bdi>
        </h2>
        <Chip tone="warn">{tOr(`cause.${item.cause}`, item.cause)}</Chip>
        {item.blocked ? (
          <Chip tone="danger">
            <Ban className="size-3" aria-hidden />
            {t('quarantine.sender-blocked')}
          </Chip>
        ) : null}
        {item.reported ? (
          <Chip tone="note">
            <Flag className="size-3" aria-hidden />
            {t(`quarantine.reported-${item.reported.as}`, { name: item.reported.by.name })}
          </Chip>
        ) : null}
        {waiting ? null : <Chip>{t(`quarantine.${item.state}`)}</Chip>}
        <span className="ms-auto text-xs text-ink-3 tabular">
          {fileSize(item.bytes)} · {mediumWhen(item.at)}
        </span>
      </div>
      <p className="mt-1 text-sm text-ink-2 wrap-anywhere">
        {item.from ? <bdi>{item.from}</bdi> : t('quarantine.no-sender')}
        {item.to.length > 0 ? (
          <>
            {' → '}
            <bdi>{item.to.join(', ')}</bdi>
          </>
        ) : null}
      </p>
      <WhyHeld item={item} />
      {item.headers ? (
        <details className="mt-2">
          <summary className="min-h-6 text-sm text-ink-2">{t('quarantine.headers')}</summary>
          <pre
            tabIndex={0}
            className="mt-1 max-h-72 overflow-auto rounded-input bg-sunken p-3 font-mono text-xs whitespace-pre-wrap wrap-anywhere"
          >
            {item.headers}
          </pre>
        </details>
      ) : null}
      {open ? <QuarantineContent id={item.id} /> : null}
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <Button data-read aria-expanded={open} aria-describedby={title} onPress={() => setOpen(!open)}>
          <Eye className="size-4" aria-hidden />
          {t(open ? 'quarantine.hide' : 'quarantine.read')}
        </Button>
        {waiting ? <QuarantineButtons item={item} /> : null}
      </div>
    </article>
  );
}

/** In the language of the page; what has no words there is told by its kind, with the English sentence below. */
function WhyHeld({ item }: { item: QuarantineItem }) {
  const isEnglish = readsServerWords();
  const said = isEnglish ? '' : sayWhy('', item.why ?? undefined);
  if (said) return <p className="mt-2 wrap-anywhere">{said}</p>;
  return (
    <>
      {isEnglish ? null : <p className="mt-2">{tOr(`quarantine.because-${item.cause}`, '')}</p>}
      <p lang="en" className={isEnglish ? 'mt-2 wrap-anywhere' : 'mt-1 text-sm wrap-anywhere text-ink-2'}>
        {item.reason}
      </p>
    </>
  );
}
