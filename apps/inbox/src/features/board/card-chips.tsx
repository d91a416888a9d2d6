import type { BoardCard } from '@filo/contracts/http';
import { Eye, UserCheck, UsersRound } from 'lucide-react';
import { cappedCount } from '../../i18n/format';
import { t } from '../../i18n/t';
import { Chip } from '../../ui/chip';
import { ContentWarningChip } from './content-warning-chip';

/** What is known of a storm beside its words: how many say it, who has it, who knows its author, what became of it. */
export function CardChips({ card }: { card: BoardCard }) {
  const known = card.severity.reasons.some(({ factor }) => factor === 'known');
  return (
    <div className="mt-1.5 flex flex-wrap gap-1 empty:hidden">
      <ContentWarningChip warning={card.contentWarning} />
      {card.voices > 1 ? <VoicesChip card={card} /> : null}
      {card.voices === 1 && card.posts > 1 ? (
        <Chip>{t('board.posts-of-one', { count: cappedCount(card.posts) })}</Chip>
      ) : null}
      {card.open > 0 && card.open < card.voices ? (
        <Chip>{t('board.still-open', { count: card.open })}</Chip>
      ) : null}
      {card.watch ? (
        <Chip tone="accent">
          <Eye className="size-3" aria-hidden />
          {t('watches.by-you')}
        </Chip>
      ) : null}
      {card.notAboutUs ? (
        <Chip tone="note">{t('board.not-ours', { reason: card.notAboutUs.reason })}</Chip>
      ) : null}
      {card.correction ? <Chip tone="note">{t('board.was-corrected')}</Chip> : null}
      {known ? <KnownChip card={card} /> : null}
      {card.foundBy.length > 0 ? (
        <Chip>
          {t(card.heard === 'listening' ? 'listening.found-by' : 'listening.also-finds', {
            names: card.foundBy.map(({ name }) => name).join(', '),
          })}
        </Chip>
      ) : null}
      {card.undelivered ? <Chip tone="danger">{t(`board.undelivered-${card.undelivered}`)}</Chip> : null}
      {card.asksOk ? <Chip tone="warn">{t('board.asks-ok', { name: card.asksOk.name })}</Chip> : null}
      {card.assignee ? <Chip>{t('board.owner', { name: card.assignee.name })}</Chip> : null}
    </div>
  );
}

/** Since when its author writes in private, and who of the team answered them most. */
function KnownChip({ card: { customerSince, knownBy } }: { card: BoardCard }) {
  const by = knownBy ? '-by' : '';
  return (
    <Chip tone="accent" wraps {...(customerSince ? { title: t('board.known') } : {})}>
      <UserCheck className="size-3 shrink-0" aria-hidden />
      {customerSince
        ? t(`board.customer-since${by}`, { year: yearOf(customerSince), name: knownBy?.name })
        : t(`board.known${by}`, { name: knownBy?.name })}
    </Chip>
  );
}

const yearOf = (at: string): string => String(new Date(at).getFullYear());

/** As many people as make a storm of what is neither grave nor angry: fewer only agree. */
const stormFrom = 5;
const alarming: ReadonlySet<string> = new Set(['harm', 'law', 'press', 'anger']);

/** Red is for what is grave, or angry: what many say may be praise. */
function VoicesChip({ card }: { card: BoardCard }) {
  const { level, reasons } = card.severity;
  const isGrave =
    (card.correction?.level ?? level) !== 'watch' || reasons.some(({ factor }) => alarming.has(factor));
  const isStorm = isGrave || card.voices >= stormFrom;
  return (
    <Chip tone={isGrave ? 'danger' : isStorm ? 'warn' : 'plain'}>
      <UsersRound className="size-3" aria-hidden />
      {t(isStorm ? 'board.storm' : 'board.same-voices', { count: cappedCount(card.voices) })}
    </Chip>
  );
}
