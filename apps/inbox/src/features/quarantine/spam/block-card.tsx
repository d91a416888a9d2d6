import type { BlockView } from '@filo/contracts/http';
import { Ban } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { mediumWhen } from '../../../i18n/format';
import { t } from '../../../i18n/t';
import { Button } from '../../../ui/button';
import { ChannelGlyph } from '../../../ui/channel-glyph';
import { useBlockActions } from './use-block-actions';

interface BlockCardProps {
  block: BlockView;
  person(person: NonNullable<BlockView['person']>): ReactNode;
}

/** Whom somebody blocked, when and why, what it hides, and the way back. */
export function BlockCard({ block, person }: BlockCardProps) {
  const title = useId();
  const { unblock } = useBlockActions();
  const why = block.why === null ? {} : { why: block.why };
  const isDomain = block.kind === 'domain';
  // It was blocked knowingly before.
  const again = isDomain ? { domain: block.key, sure: true, ...why } : { identityId: block.id, ...why };
  return (
    <article
      aria-labelledby={title}
      tabIndex={-1}
      className="focus-inset flex flex-wrap items-start gap-2 rounded-panel border border-line bg-surface p-3"
    >
      <div className="min-w-0 flex-1 text-sm text-ink-2">
        <h2 id={title} className="flex items-baseline gap-1.5 text-base font-semibold text-ink wrap-anywhere">
          {isDomain || block.kind === 'mail' ? null : <ChannelGlyph channel={block.kind} label />}
          <bdi>{isDomain ? t('block.all-of', { domain: block.key }) : block.key}</bdi>
        </h2>
        {block.person ? <p>{person(block.person)}</p> : null}
        <p>
          {t('block.by', {
            name: block.by?.name ?? t('block.somebody'),
            when: block.at ? mediumWhen(block.at) : t('block.earlier'),
          })}
        </p>
        {block.why ? (
          <p dir="auto" className="wrap-anywhere">
            {t('block.because', { why: block.why })}
          </p>
        ) : null}
        <p>{t('block.what', { hides: block.hides, held: block.held })}</p>
      </div>
      <Button aria-describedby={title} onPress={() => void unblock(block, again)}>
        <Ban className="size-4" aria-hidden />
        {t('contact.unblock')}
      </Button>
    </article>
  );
}
