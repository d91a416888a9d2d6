import type { LinkCardShown } from '@filo/contracts/http';
import { firstLink } from '@filo/text-limits';
import { useQuery } from '@tanstack/react-query';
import { Link2Off } from 'lucide-react';
import type { ReactNode } from 'react';
import { linkCardQuery } from '../../data/threads/link-card-query';
import '../../i18n/later-words';
import { t, tOr } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { keyOf } from '../../keys/key-label';
import type { Draft } from '../../state/drafts/draft';
import { useDraft } from '../../state/drafts/draft-store';
import { useMeantMessage } from '../../state/drafts/meant-message';
import { Button } from '../../ui/button';
import { explain } from '../../ui/explain-problem';
import { KeyCaps } from '../../ui/key-caps';
import { useSettledLink } from './use-settled-link';

interface CardOfDraftProps {
  threadId: string;
  topicId: string | null;
  write(change: Partial<Draft>): void;
}

/** The card that the first link of an answer will have, as it will stand there, and the way to go without. Whatever goes wrong with it keeps no answer. */
export default function CardOfDraft({ threadId, topicId, write }: CardOfDraftProps) {
  const draft = useDraft(threadId, 'reply');
  const text = draft?.text.trim() ?? '';
  const link = firstLink(text);
  const settled = useSettledLink(text);
  const noCard = draft?.noCard ?? false;
  const turn = () => write({ noCard: !noCard });
  useCommand('composer.card', turn, link !== undefined);
  if (link === undefined) return null;
  return (
    <section
      aria-label={t('card.label')}
      className="mx-3 mb-2 flex items-start gap-3 rounded-panel border border-line bg-bg p-2 max-md:flex-wrap"
    >
      <div className="min-w-0 flex-1">
        {noCard ? (
          <Said>{t('card.left-out')}</Said>
        ) : settled === undefined ? (
          <Said>{t('card.waits')}</Said>
        ) : (
          <Card threadId={threadId} topicId={topicId} url={settled} />
        )}
      </div>
      <Button size="small" tone="quiet" onPress={turn}>
        {t(noCard ? 'card.show' : 'card.none')}
        <KeyCaps keys={keyOf('composer.card')} />
      </Button>
    </section>
  );
}

function Card({ threadId, topicId, url }: { threadId: string; topicId: string | null; url: string }) {
  const messageId = useMeantMessage(threadId);
  const meant = messageId !== null ? { messageId } : topicId !== null ? { topicId } : {};
  const { data, error } = useQuery(linkCardQuery(threadId, { url, ...meant }));
  const { host } = new URL(url);
  if (error) return <None why={explain(error)} />;
  if (!data) return <Said>{t('card.reading', { host })}</Said>;
  if (data.card) return <CardShown card={data.card} host={host} />;
  const { code = '', message = '' } = data.absent ?? {};
  return <Said icon={noIcon}>{tOr(`card.absent-${code}`, message)}</Said>;
}

function CardShown({ card, host }: { card: NonNullable<LinkCardShown['card']>; host: string }) {
  return (
    <div className="flex gap-3">
      {card.picture === undefined ? null : (
        <img
          src={card.picture}
          alt=""
          className="h-16 w-24 shrink-0 rounded-control border border-line object-cover max-md:w-16"
        />
      )}
      <div className="min-w-0 text-sm">
        <p className="sr-only" role="status">
          {t('card.found', { title: card.title })}
        </p>
        <p dir="auto" className="line-clamp-2 font-medium wrap-anywhere">
          {card.title}
        </p>
        <p dir="auto" className="line-clamp-2 wrap-anywhere text-ink-2">
          {card.description}
        </p>
        <p className="truncate text-xs text-ink-3">
          <bdi>{host}</bdi>
        </p>
      </div>
    </div>
  );
}

const noIcon = <Link2Off className="mt-0.5 size-3.5 shrink-0" aria-hidden />;

/** A problem of ours on the way, such as a server that does not answer. */
const None = ({ why }: { why: string }) => <Said icon={noIcon}>{t('card.problem', { why })}</Said>;

const Said = ({ icon, children }: { icon?: ReactNode; children: ReactNode }) => (
  <p role="status" className="flex min-h-7 items-start gap-1.5 py-1 text-sm text-ink-2">
    {icon}
    <span className="min-w-0 wrap-anywhere">{children}</span>
  </p>
);
