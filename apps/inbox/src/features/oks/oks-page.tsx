import type { OkRequest } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import '../../i18n/later-words';
import { oksQuery } from '../../data/oks/oks-query';
import { useAgent } from '../../data/session';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { useCardKeys } from '../../keys/use-card-keys';
import { EmptyState } from '../../ui/empty-state';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { OkCard } from './ok-card';
import { OkRuleSwitch } from './ok-rule-switch';
import { useKeptFocus } from './use-kept-focus';
import { useOkActs } from './use-ok-acts';

/** Every answer that waits for an OK, read and decided by keys alone: the oldest first. */
export default function OksPage({ onOpen }: { onOpen(asked: OkRequest): void }) {
  const query = useQuery(oksQuery);
  const agent = useAgent();
  const list = useRef<HTMLDivElement>(null);
  const page = useRef<HTMLElement>(null);
  const { acts, dialog } = useOkActs(onOpen);
  const items = query.data?.items ?? [];
  const cards = useCardKeys(list);
  const keepFocus = useKeptFocus(
    { cards, page },
    items.map(({ id }) => id),
  );
  const on = (isFor: (asked: OkRequest) => boolean, act: (asked: OkRequest) => void) => () => {
    // Nothing is decided that was not looked at: the first press chooses.
    if (cards.at() < 0) return cards.all()[0]?.focus();
    const id = cards.all()[cards.at()]?.dataset['ok'];
    const asked = items.find((one) => one.id === id);
    if (asked && isFor(asked)) act(asked);
  };
  const isMine = ({ author }: OkRequest) => author.id === agent.id;
  const isTheirs = (asked: OkRequest) => !isMine(asked) && !asked.authorGone;
  useCommand(
    'thread.open',
    on(() => true, onOpen),
  );
  useCommand(
    'oks.give',
    on((asked) => isTheirs(asked) && !asked.answers.gone, acts.give),
  );
  useCommand('oks.give-back', on(isTheirs, acts.giveBack));
  useCommand(
    'oks.edit',
    on((asked) => isMine(asked) && !asked.answers.gone, acts.edit),
  );
  return (
    <main ref={page} tabIndex={0} className="focus-inset h-full overflow-y-auto p-6 max-md:p-3">
      <div className="mx-auto max-w-180">
        <PageHeader title={t('oks.title')} lead={t('oks.lead')} />
        {query.isError ? <ProblemStrip error={query.error} /> : null}
        {query.isPending ? <Skeleton rows={3} height={140} /> : null}
        <div ref={list} onFocus={keepFocus} className="space-y-3">
          {items.map((asked) => (
            <OkCard key={asked.id} asked={asked} isMine={isMine(asked)} acts={acts} />
          ))}
        </div>
        {query.data?.more ? (
          <p className="mt-3 text-sm text-ink-2">{t('oks.more', { count: query.data.more })}</p>
        ) : null}
        {query.isSuccess && items.length === 0 ? (
          <EmptyState title={t('oks.none')}>{t('oks.none-hint')}</EmptyState>
        ) : null}
        {query.data ? <OkRuleSwitch needed={query.data.rule.needed} /> : null}
      </div>
      {dialog}
    </main>
  );
}
