import type { AccountView } from '@filo/contracts/http';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listens } from '../../data/listening/listens';
import '../../i18n/later-words';
import { mediumWhen } from '../../i18n/format';
import { sayWhy } from '../../i18n/say-why';
import { t } from '../../i18n/t';
import { ChannelGlyph, channelName } from '../../ui/channel-glyph';
import { HealthMark } from '../../ui/health-mark';
import { AccountCosts } from './account-costs';
import { KeyEnd } from './key-end';
import { AccountTimes } from './account-times';

/** One account: its health, why, when something last came or went, and what can be done. */
export function AccountCard({ account, children }: { account: AccountView; children?: ReactNode }) {
  const { health } = account;
  const paused = account.state === 'paused';
  return (
    <article className="rounded-panel border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center gap-2">
        <ChannelGlyph channel={account.channel} />
        <h2 className="text-md font-semibold wrap-anywhere">
          <bdi>{account.address}</bdi>
        </h2>
        {account.name && account.name !== account.address ? (
          <bdi className="text-ink-2">{account.name}</bdi>
        ) : null}
        <span className="text-sm text-ink-3">{channelName(account.channel)}</span>
        <HealthMark state={paused ? 'paused' : health.state} />
        {listens(account.channel) ? (
          <Link to="/board" search={{ source: account.id }} className="text-sm text-accent underline">
            {t('listening.of-account')}
          </Link>
        ) : null}
        {children}
      </div>
      {health.keyEndsAt && !paused ? <KeyEnd endsAt={health.keyEndsAt} isSoon={health.keyEndsSoon} /> : null}
      {health.reason && !health.keyEndsSoon ? (
        <p
          className={
            health.state === 'failed' ? 'mt-2 text-danger wrap-anywhere' : 'mt-2 text-ink-2 wrap-anywhere'
          }
        >
          <span dir="auto">{sayWhy(health.reason, health.why)}</span>{' '}
          {paused ? null : <Since at={health.since} />}
        </p>
      ) : null}
      {health.costs ? <AccountCosts costs={health.costs} /> : null}
      <AccountTimes health={health} />
    </article>
  );
}

function Since({ at }: { at: string }) {
  return (
    <time dateTime={at} className="text-sm text-ink-3">
      {t('listening.since', { when: mediumWhen(at) })}
    </time>
  );
}
