import type { BoardCard as Card } from '@filo/contracts/http';
import { GripVertical } from 'lucide-react';
import { useId } from 'react';
import { identityName } from '../../data/identity-name';
import { photoUrl } from '../../data/photo-url';
import { identityPhotoUrl } from '../../data/profiles';
import { fullWhen, shortWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { Avatar } from '../../ui/avatar';
import { ChannelGlyph } from '../../ui/channel-glyph';
import { cx } from '../../ui/class-names';
import '../../i18n/later-words';
import { hasNews } from '../../data/watches/watches-query';
import { WatchNews } from '../../ui/watch-news';
import { CardButtons, type CardActs } from './card-buttons';
import { CardChips } from './card-chips';
import { CardReach } from './card-reach';
import { SeverityReasons } from './severity-reasons';
import { useCardDrag } from './use-card-drag';
import { VoicesToggle } from './voices-toggle';

/** One storm: who says it most gravely, in which words, how many heard it, and why it stands here. */
export function BoardCard({ card, acts, onFocus }: { card: Card; acts: CardActs; onFocus(): void }) {
  const title = useId();
  const { author } = card;
  const name = identityName(author);
  const drag = useCardDrag(card);
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
      <header
        {...drag}
        className={cx('flex items-start gap-2', drag && 'cursor-grab active:cursor-grabbing')}
      >
        <Avatar seed={card.threadId ?? author.id} name={name} photo={faceOf(card)} />
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
        {drag ? (
          <span title={t('board.drag-hint')} aria-hidden className="text-ink-3 max-md:hidden">
            <GripVertical className="size-4" />
          </span>
        ) : null}
      </header>
      <CardChips card={card} />
      <p dir="auto" className="mt-2 line-clamp-6 whitespace-pre-line wrap-anywhere">
        {card.text}
      </p>
      <CardReach card={card} />
      {card.watch && hasNews(card.watch) ? (
        <div className="mt-2 rounded-input bg-selected p-2">
          <WatchNews watch={card.watch} />
        </div>
      ) : null}
      <VoicesToggle card={card} acts={acts} />
      <SeverityReasons card={card} />
      <CardButtons card={card} acts={acts} />
    </article>
  );
}

/** Of the person, as their thread shows them; by our own origin, whatever network they are at. */
const faceOf = ({ threadId, author, photo }: Card): string | undefined =>
  threadId === null ? identityPhotoUrl(author.id, photo) : photoUrl({ id: threadId, photo });

function CardTime({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={fullWhen(at)} className="shrink-0 text-xs text-ink-3 tabular">
      {shortWhen(at, now)}
    </time>
  );
}
