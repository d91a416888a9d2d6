import type { BoardCard, BoardColumn } from '@filo/contracts/http';
import { ExternalLink, Eye, EyeOff, MessageSquareLock, MoveHorizontal, UserPlus } from 'lucide-react';
import { identityName } from '../../data/identity-name';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { Menu } from '../../ui/menu';
import { boardColumns } from './board-columns';

/** Where a card can be moved: into a column, or away from the board, because it is not about us. */
export type Target = BoardColumn | 'not-about-us';
/** What an agent says of a card by moving it, with a reason. */
export type Said = Exclude<Target, 'handled'>;

export interface CardActs {
  open(card: BoardCard): void;
  reply(card: BoardCard): void;
  invite(card: BoardCard): void;
  claim(card: BoardCard): void;
  move(card: BoardCard, column: Target): void;
  /** Watches its conversation from now on, or no more. */
  watch(card: BoardCard): void;
}

/** What can be done with a card, for hands that use no keys. */
export function CardButtons({ card, acts }: { card: BoardCard; acts: CardActs }) {
  // It was only found, and its author has no thread yet.
  const isNobodys = card.heard === 'listening' && card.threadId === null;
  const who = identityName(card.author);
  return (
    <div className="mt-3 flex flex-wrap items-center gap-1.5">
      <Button
        size="small"
        tone="primary"
        command="composer.reply"
        aria-label={t('board.reply-to', { name: who })}
        onPress={() => acts.reply(card)}
      >
        {t('board.reply')}
      </Button>
      <Button
        size="small"
        command="thread.open"
        aria-label={t(isNobodys ? 'listening.take-up-of' : 'board.open-of', { name: who })}
        onPress={() => acts.open(card)}
      >
        {t(isNobodys ? 'listening.take-up' : 'board.open')}
      </Button>
      <Button
        size="small"
        command="composer.invite"
        aria-label={t('board.invite-of', { name: who })}
        onPress={() => acts.invite(card)}
      >
        <MessageSquareLock className="size-3.5" aria-hidden />
        {t('command.composer.invite')}
      </Button>
      <Menu
        label={t('board.move')}
        buttonLabel={t('board.move-of', { name: who })}
        className="inline-flex min-h-7 items-center gap-1.5 rounded-control border border-line-strong bg-surface px-2 text-sm hover:bg-hover max-md:min-h-11 max-md:px-3"
        choices={[...boardColumns, 'not-about-us' as const].map((column) => ({
          id: column,
          label: t(`board.column.${column}`),
          command: `board.${column}` as const,
          checked: card.notAboutUs ? column === 'not-about-us' : card.column === column,
          run: () => acts.move(card, column),
        }))}
      >
        <MoveHorizontal className="size-3.5" aria-hidden />
        {t('board.move')}
      </Menu>
      <IconButton
        label={t('board.claim-of', { name: who })}
        command="thread.assign-to-me"
        onPress={() => acts.claim(card)}
        className="size-7"
      >
        <UserPlus className="size-3.5" aria-hidden />
      </IconButton>
      <IconButton
        label={t(card.watch ? 'watches.end-of' : 'watches.begin-of', { name: who })}
        command="thread.watch"
        onPress={() => acts.watch(card)}
        className="size-7"
      >
        {card.watch ? <EyeOff className="size-3.5" aria-hidden /> : <Eye className="size-3.5" aria-hidden />}
      </IconButton>
      {card.permalink ? (
        <a
          href={card.permalink}
          target="_blank"
          rel="noreferrer noopener"
          className="inline-flex min-h-7 min-w-7 items-center justify-center rounded-control px-1.5 text-ink-2 hover:bg-hover hover:text-ink max-md:min-h-11 max-md:min-w-11"
          aria-label={t('board.at-network', { name: who })}
        >
          <ExternalLink className="size-3.5" aria-hidden />
        </a>
      ) : null}
    </div>
  );
}
