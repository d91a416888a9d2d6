import type { ThreadDetail } from '@filo/contracts/http';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  ArrowLeft,
  Archive,
  ArchiveRestore,
  ChevronDown,
  Ellipsis,
  PanelRight,
  UserRoundPlus,
} from 'lucide-react';
import { useState } from 'react';
import { agentsQuery } from '../../data/agents';
import { useAgent } from '../../data/session';
import { findRow } from '../../data/threads/thread-actions';
import { useThreadAction } from '../../data/threads/use-thread-actions';
import { t } from '../../i18n/t';
import { useCommand } from '../../keys/active-commands';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { Menu, type MenuChoice } from '../../ui/menu';
import { WaitChip } from '../../ui/wait-chip';

interface ThreadHeaderProps {
  threadId: string;
  thread: ThreadDetail | undefined;
  topicId: string | null;
  onBack?: (() => void) | undefined;
  profile?: { open: boolean; toggle(): void } | undefined;
}

/** Who this is, how long they have been waiting, who has it, and what can be done with the whole thread. */
export function ThreadHeader({ threadId, thread, topicId, onBack, profile }: ThreadHeaderProps) {
  const client = useQueryClient();
  const act = useThreadAction();
  const row = findRow(client, threadId);
  const name = thread?.person.name ?? row?.person.name ?? '';
  const state = thread?.state ?? row?.state;
  const waitingSince = thread ? thread.waitingSince : (row?.waitingSince ?? null);
  const topic = topicId ? { topicId } : {};
  const closed = (topicId ? thread?.topics.find((one) => one.id === topicId)?.state : state) === 'closed';
  useCommand('thread.close', () => act(threadId, { kind: 'close', ...topic }), !closed);
  useCommand('thread.reopen', () => act(threadId, { kind: 'reopen', ...topic }), closed);
  useCommand('thread.mark-unread', () => act(threadId, { kind: 'unread' }));
  useCommand('thread.profile', () => profile?.toggle(), profile !== undefined);

  // Where the thread is the whole page, its name is the title of the page.
  const Heading = onBack ? 'h1' : 'h2';
  const more: MenuChoice[] = [
    {
      id: 'unread',
      label: t('command.thread.mark-unread'),
      command: 'thread.mark-unread',
      run: () => act(threadId, { kind: 'unread' }),
    },
    ...(profile
      ? [
          {
            id: 'profile',
            label: t('command.thread.profile'),
            command: 'thread.profile' as const,
            run: profile.toggle,
          },
        ]
      : []),
  ];
  return (
    <header className="@container flex min-h-14 shrink-0 items-center gap-3 border-b border-line bg-surface py-1.5 ps-4 pe-3 max-md:gap-1 max-md:ps-1 max-md:pe-1">
      {onBack ? (
        <IconButton label={t('action.back')} onPress={onBack}>
          <ArrowLeft className="size-5 rtl:-scale-x-100" aria-hidden />
        </IconButton>
      ) : null}
      <span className="max-md:hidden">
        <Avatar seed={threadId} name={name} />
      </span>
      <div className="min-w-0 flex-1">
        <Heading className="truncate text-lg leading-5 font-semibold">
          <bdi>{name}</bdi>
        </Heading>
        <p className="flex items-center gap-2 overflow-hidden text-xs whitespace-nowrap text-ink-3">
          {waitingSince ? (
            <WaitChip since={waitingSince} words />
          ) : (
            <span>{state ? t(`state.${state}`) : ''}</span>
          )}
          {thread && thread.topics.length > 1 ? (
            <span className="max-xl:hidden">{t('thread.topics', { count: thread.topics.length })}</span>
          ) : null}
        </p>
      </div>
      <AssignMenu threadId={threadId} thread={thread} topic={topic} />
      {closed ? (
        <Button
          command="thread.reopen"
          className="max-md:min-w-11"
          onPress={() => act(threadId, { kind: 'reopen', ...topic })}
        >
          <ArchiveRestore className="size-4" aria-hidden />
          <span className="@max-lg:sr-only">{t('action.reopen')}</span>
        </Button>
      ) : (
        <Button
          command="thread.close"
          className="max-md:min-w-11"
          onPress={() => act(threadId, { kind: 'close', ...topic })}
        >
          <Archive className="size-4" aria-hidden />
          <span className="@max-lg:sr-only">{topicId ? t('action.close-topic') : t('action.close')}</span>
        </Button>
      )}
      <Menu
        label={t('thread.more')}
        choices={more}
        buttonLabel={t('thread.more')}
        className="inline-flex size-8 shrink-0 items-center justify-center rounded-control text-ink-2 hover:bg-hover max-md:size-11"
      >
        <Ellipsis className="size-4" aria-hidden />
      </Menu>
      {profile ? (
        <IconButton
          label={t('command.thread.profile')}
          command="thread.profile"
          onPress={profile.toggle}
          aria-expanded={profile.open}
          className="max-md:hidden"
        >
          <PanelRight className="size-4 rtl:-scale-x-100" aria-hidden />
        </IconButton>
      ) : null}
    </header>
  );
}

function AssignMenu({
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
      label: agent.name,
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
