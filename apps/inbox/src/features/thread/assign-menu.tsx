import type { ThreadDetail } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { agentsQuery } from '../../data/agents';
import { useAgent } from '../../data/session';
import { useThreadAction } from '../../data/threads/use-thread-actions';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { Avatar } from '../../ui/avatar';
import { Menu, type MenuChoice } from '../../ui/menu';

/** Who has the thread, and whom to give it to. */
export function AssignMenu({
  threadId,
  thread,
  topic,
}: {
  threadId: string;
  thread: ThreadDetail | undefined;
  topic: { topicId?: string };
}) {
  const [open, setOpen] = useState(false);
  const me = useAgent();
  const act = useThreadAction();
  const { data: agents } = useQuery(agentsQuery);
  const assign = (agentId: string | null) => act(threadId, { kind: 'assign', agentId, ...topic });
  useCommand('thread.assign-to-me', () => assign(me.id));
  useCommand('thread.assign', () => setOpen(true));
  const assignee = thread?.assignee ?? null;
  const others = (agents?.items ?? []).filter((agent) => agent.id !== me.id);
  const choices: MenuChoice[] = [
    {
      id: me.id,
      label: t('assign.me'),
      command: 'thread.assign-to-me',
      checked: assignee?.id === me.id,
      run: () => assign(me.id),
    },
    ...others.map((agent) => ({
      id: agent.id,
      label: agent.away ? t('assign.away', { name: agent.name }) : agent.name,
      checked: assignee?.id === agent.id,
      run: () => assign(agent.id),
    })),
    { id: 'nobody', label: t('assign.nobody'), checked: assignee === null, run: () => assign(null) },
  ];
  return (
    <Menu
      label={t('assign.label')}
      choices={choices}
      isOpen={open}
      onOpenChange={setOpen}
      buttonLabel={assignee ? t('assign.to', { name: assignee.name }) : t('assign.nobody')}
      className="inline-flex min-h-8 max-w-44 shrink-0 items-center justify-center gap-1.5 rounded-control px-2 text-sm text-ink-2 hover:bg-hover hover:text-ink max-md:min-h-11 max-md:min-w-11"
    >
      {assignee ? (
        <>
          <Avatar seed={assignee.id} name={assignee.name} size="small" />
          <bdi className="truncate @max-lg:hidden">{assignee.name}</bdi>
        </>
      ) : (
        <>
          <UserRoundPlus className="size-4 @lg:hidden" aria-hidden />
          <span className="@max-lg:sr-only">{t('assign.nobody')}</span>
        </>
      )}
      <ChevronDown className="size-3.5 shrink-0 @max-lg:hidden" aria-hidden />
    </Menu>
  );
}
