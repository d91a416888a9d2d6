import type { AgentAccount } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { accountGroupsQuery } from '../../data/admin/agents';
import { useAgent } from '../../data/session';
import { mediumWhen } from '../../i18n/format';
import { t } from '../../i18n/t';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { useReactivate } from './use-reactivate';

export type AgentDeed = 'edit' | 'link' | 'second-step' | 'deactivate';

interface AgentRowProps {
  agent: AgentAccount;
  /** For those who may change something. */
  onDo?: (what: AgentDeed) => void;
}

/** One agent: who they are, what they may see, when they were here last. */
export function AgentRow({ agent, onDo }: AgentRowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <Avatar seed={agent.id} name={agent.name} size="small" />
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-2">
          <bdi className="font-medium wrap-anywhere">{agent.name}</bdi>
          <Chip>{t(`agent-role.${agent.role}`)}</Chip>
          {agent.state === 'active' ? null : (
            <Chip tone={agent.state === 'invited' ? 'accent' : 'warn'}>
              {t(`agents.state.${agent.state}`)}
            </Chip>
          )}
          {agent.secondStep ? <Chip>{t('agents.second-step')}</Chip> : null}
          {agent.handingOver ? <Chip tone="accent">{t('agents.handing-over')}</Chip> : null}
        </p>
        <p className="text-sm text-ink-2 wrap-anywhere">
          <bdi>{agent.email}</bdi>
        </p>
        <AgentFacts agent={agent} />
      </div>
      {onDo ? <AgentButtons agent={agent} onDo={onDo} /> : null}
    </li>
  );
}

function AgentFacts({ agent }: { agent: AgentAccount }) {
  const { data } = useQuery(accountGroupsQuery);
  const groups =
    data?.items.filter(({ id }) => agent.accountGroupIds.includes(id)).map(({ name }) => name) ?? [];
  const seen = agent.lastSeenAt
    ? t('agents.seen', { at: mediumWhen(agent.lastSeenAt) })
    : agent.linkUntil
      ? t('agents.link-until', { at: mediumWhen(agent.linkUntil) })
      : t('agents.never-seen');
  return (
    <p className="text-xs text-ink-3 wrap-anywhere">
      {[
        groups.length ? t('agents.sees', { groups: groups.join(', ') }) : t('agents.sees-nothing'),
        seen,
        t('agents.open-topics', { count: agent.openTopics }),
      ].join(' · ')}
    </p>
  );
}

function AgentButtons({ agent, onDo }: Required<AgentRowProps>) {
  const reactivate = useReactivate(agent);
  const isOwn = useAgent().id === agent.id;
  const named = (verb: string) => ({ 'aria-label': t('agents.do-for', { verb, name: agent.name }) });
  if (agent.state === 'deactivated')
    return (
      <Button size="small" onPress={reactivate} {...named(t('agents.reactivate'))}>
        {t('agents.reactivate')}
      </Button>
    );
  return (
    <span className="flex flex-wrap gap-2">
      <Button size="small" onPress={() => onDo('edit')} {...named(t('action.edit'))}>
        {t('action.edit')}
      </Button>
      <Button size="small" onPress={() => onDo('link')} {...named(t('agents.new-link'))}>
        {t('agents.new-link')}
      </Button>
      {agent.secondStep && !isOwn ? (
        <Button
          size="small"
          tone="danger"
          onPress={() => onDo('second-step')}
          {...named(t('agents.remove-second-step'))}
        >
          {t('agents.remove-second-step')}
        </Button>
      ) : null}
      <Button
        size="small"
        tone="danger"
        onPress={() => onDo('deactivate')}
        {...named(t('agents.deactivate'))}
      >
        {t('agents.deactivate')}
      </Button>
    </span>
  );
}
