import type { BlockView } from '@filo/contracts/http';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { blocksQuery } from '../../../data/blocks';
import { spamQuery } from '../../../data/admin/quarantine';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import { useCommand } from '../../../keys/active-commands';
import { useCardKeys } from '../../../keys/use-card-keys';
import { askBlock } from '../../../state/block-requests';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { MoreButton } from '../../../ui/more-button';
import { PageHeader } from '../../../ui/page-header';
import { ProblemStrip } from '../../../ui/problem-strip';
import { Skeleton } from '../../../ui/skeleton';
import { BlockCard } from './block-card';
import { SpamCard } from './spam-card';

interface SpamPageProps {
  list: 'waiting' | 'blocks';
  /** The way from one list to the other. */
  links: ReactNode;
  person(person: NonNullable<BlockView['person']>): ReactNode;
}

/** What blocked people wrote, unseen until somebody looks here, and who is blocked. */
export default function SpamPage({ list, links, person }: SpamPageProps) {
  return (
    <main tabIndex={0} className="focus-inset h-full overflow-y-auto p-6 max-md:p-3">
      <div className="mx-auto max-w-180">
        <PageHeader title={t('spam.title')} lead={t('spam.lead')} />
        {links}
        {list === 'waiting' ? <Waiting /> : <Blocks person={person} />}
      </div>
    </main>
  );
}

function Waiting() {
  const query = useInfiniteQuery(spamQuery);
  const list = useRef<HTMLUListElement>(null);
  const cards = useCardKeys(list);
  const press = (what: string) => () => cards.all()[cards.at()]?.querySelector<HTMLElement>(what)?.click();
  useCommand('thread.open', press('[data-read]'));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  useCommand('spam.not-spam', press('[data-not-spam]'), items.length > 0);
  return (
    <>
      {query.isError ? <ProblemStrip error={query.error} /> : null}
      {query.isPending ? <Skeleton rows={3} height={96} /> : null}
      {query.isSuccess && items.length === 0 ? (
        <EmptyState title={t('spam.none')}>{t('spam.none-hint')}</EmptyState>
      ) : null}
      <ul ref={list} className="space-y-3">
        {items.map((item) => (
          <li key={item.id}>
            <SpamCard item={item} />
          </li>
        ))}
      </ul>
      <MoreButton query={query} />
    </>
  );
}

function Blocks({ person }: Pick<SpamPageProps, 'person'>) {
  const query = useInfiniteQuery(blocksQuery);
  const list = useRef<HTMLUListElement>(null);
  useCardKeys(list);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <p className="mb-3">
        <Button onPress={() => askBlock({})}>{t('block.a-domain')}</Button>
      </p>
      {query.isError ? <ProblemStrip error={query.error} /> : null}
      {query.isPending ? <Skeleton rows={3} height={72} /> : null}
      {query.isSuccess && items.length === 0 ? (
        <EmptyState title={t('block.none')}>{t('block.none-hint')}</EmptyState>
      ) : null}
      <ul ref={list} className="space-y-2">
        {items.map((item) => (
          <li key={item.id}>
            <BlockCard block={item} person={person} />
          </li>
        ))}
      </ul>
      <MoreButton query={query} />
    </>
  );
}
