import type { AgentAccount } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agentAccountsQuery } from '../../data/admin/agents';
import { useAgent } from '../../data/session';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { AdminOnlyNote } from '../../ui/admin-only-note';
import { Button } from '../../ui/button';
import { PageHeader } from '../../ui/page-header';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';
import { AccountGroups } from './account-groups';
import { AgentDialog } from './agent-dialog';
import { AgentMailChoice } from './agent-mail-choice';
import { type AgentDeed, AgentRow } from './agent-row';
import { DeactivateDialog } from './deactivate-dialog';
import { EndSecondStepDialog } from './end-second-step-dialog';
import { LinkDialog } from './link-dialog';
import { TeamsSection } from './teams/teams-section';

/** What is done about an agent right now; `invite` about nobody yet. */
type Doing = { what: 'invite' } | { what: AgentDeed; agent: AgentAccount };

/** Who answers here, and what each may: admins invite, change and let go; supervisors look. */
export default function AgentsPage() {
  const { data, error, isPending } = useQuery(agentAccountsQuery);
  const isAdmin = useAgent().role === 'admin';
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  return (
    <>
      <PageHeader
        title={t('admin.agents')}
        lead={t('agents.lead')}
        action={
          isAdmin ? (
            <Button tone="primary" onPress={() => setDoing({ what: 'invite' })}>
              {t('agents.invite')}
            </Button>
          ) : undefined
        }
      />
      {isAdmin ? null : <AdminOnlyNote />}
      {error ? <ProblemStrip error={error} /> : null}
      {isPending ? <Skeleton rows={4} height={64} /> : null}
      <ul
        aria-label={t('agents.list')}
        className="divide-y divide-line rounded-panel border border-line bg-surface"
      >
        {data?.items.map((agent) => (
          <AgentRow
            key={agent.id}
            agent={agent}
            {...(isAdmin ? { onDo: (what: AgentDeed) => setDoing({ what, agent }) } : {})}
          />
        ))}
      </ul>
      <TeamsSection isAdmin={isAdmin} />
      <AccountGroups isAdmin={isAdmin} />
      {isAdmin ? <AgentMailChoice /> : null}
      {doing?.what === 'invite' ? <AgentDialog onClose={close} /> : null}
      {doing?.what === 'edit' ? <AgentDialog agent={doing.agent} onClose={close} /> : null}
      {doing?.what === 'link' ? <LinkDialog agent={doing.agent} onClose={close} /> : null}
      {doing?.what === 'second-step' ? <EndSecondStepDialog agent={doing.agent} onClose={close} /> : null}
      {doing?.what === 'deactivate' ? <DeactivateDialog agent={doing.agent} onClose={close} /> : null}
    </>
  );
}
