import type { BoardCard as Card } from '@filo/contracts/http';
import { TrendingUp, UserCheck, UsersRound } from 'lucide-react';
import { useId } from 'react';
import { identityName } from '../../data/identity-name';
import { cappedCount, fullWhen, shortWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { Avatar } from '../../ui/avatar';
import { ChannelGlyph } from '../../ui/channel-glyph';
import { Chip } from '../../ui/chip';
import '../../i18n/later-words';
import { CardButtons, type CardActs } from './card-buttons';
import { sayReach } from './say-reach';
import { SeverityReasons } from './severity-reasons';

/** One storm: who says it most gravely, in which words, how many heard it, and why it stands here. */
export function BoardCard({ card, acts, onFocus }: { card: Card; acts: CardActs; onFocus(): void }) {
  const title = useId();
  const { author, reach, rising } = card;
  const name = identityName(author);
  const known = card.severity.reasons.some(({ factor }) => factor === 'known');
  return (
    <article
      aria-labelledby={title}
      data-card={card.id}
      tabIndex={-1}
      onFocus={onFocus}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === event.currentTarget) acts.open(card);
      }}
      className="rounded-panel border border-line bg-surface p-3"
    >
      <header className="flex items-start gap-2">
        <Avatar seed={author.id} name={name} size="small" />
        <div className="min-w-0 flex-1">
          <h3 id={title} className="flex items-center gap-1.5 font-medium">
            <bdi className="truncate">{name}</bdi>
            <ChannelGlyph channel={card.channel} label />
          </h3>
          {author.handle && author.handle !== name ? (
            <p className="truncate text-xs text-ink-3">
              <bdi>@{author.handle}</bdi>
            </p>
          ) : null}
        </div>
        <CardTime at={card.postedAt} />
      </header>
      <div className="mt-1.5 flex flex-wrap gap-1 empty:hidden">
        {card.voices > 1 ? (
          <Chip tone="danger">
            <UsersRound className="size-3" aria-hidden />
            {t('board.storm', { count: cappedCount(card.voices) })}
          </Chip>
        ) : null}
        {card.open > 0 && card.open < card.voices ? (
          <Chip>{t('board.still-open', { count: card.open })}</Chip>
        ) : null}
        {card.notAboutUs ? (
          <Chip tone="note">{t('board.not-ours', { reason: card.notAboutUs.reason })}</Chip>
        ) : null}
        {card.correction ? <Chip tone="note">{t('board.was-corrected')}</Chip> : null}
        {known ? (
          <Chip tone="accent">
            <UserCheck className="size-3" aria-hidden />
            {t('board.known')}
          </Chip>
        ) : null}
        {card.foundBy.length > 0 ? (
          <Chip>{t('listening.found-by', { names: card.foundBy.map(({ name }) => name).join(', ') })}</Chip>
        ) : null}
        {card.asksOk ? <Chip tone="warn">{t('board.asks-ok', { name: card.asksOk.name })}</Chip> : null}
        {card.assignee ? <Chip>{t('board.owner', { name: card.assignee.name })}</Chip> : null}
      </div>
      <p dir="auto" className="mt-2 line-clamp-6 whitespace-pre-line wrap-anywhere">
        {card.text}
      </p>
      {reach && sayReach(card).length > 0 ? (
        <p className="mt-2 flex flex-wrap items-center gap-x-2 text-sm text-ink-2 tabular">
          {sayReach(card).join(', ')}
          {rising !== null && rising > 0 ? (
            <span className="inline-flex items-center gap-1 font-medium text-danger">
              <TrendingUp className="size-3.5" aria-hidden />
              {t('board.rising', { count: rising })}
            </span>
          ) : null}
        </p>
      ) : null}
      <SeverityReasons card={card} />
      <CardButtons card={card} acts={acts} />
    </article>
  );
}

function CardTime({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={fullWhen(at)} className="shrink-0 text-xs text-ink-3 tabular">
      {shortWhen(at, now)}
    </time>
  );
}
