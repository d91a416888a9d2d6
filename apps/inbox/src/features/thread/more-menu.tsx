import { Ellipsis } from 'lucide-react';
import { t } from '../../i18n/t';
import { runCommand } from '../../keys/active-commands';
import { Menu, type MenuChoice } from '../../ui/menu';

interface MoreMenuProps {
  profile?: { toggle(): void } | undefined;
  onUnread(): void;
}

/** What is done more rarely with the whole thread. */
export function MoreMenu({ profile, onUnread }: MoreMenuProps) {
  const more: MenuChoice[] = [
    {
      id: 'unread',
      label: t('command.thread.mark-unread'),
      command: 'thread.mark-unread',
      run: onUnread,
    },
    {
      id: 'merge',
      label: t('command.thread.merge'),
      command: 'thread.merge',
      run: () => void runCommand('thread.merge'),
    },
    ...(
      [
        'thread.snooze',
        'thread.hand',
        'thread.tag',
        'thread.promise',
        'thread.follow',
        'thread.watch',
        'thread.split-messages',
        'thread.split',
        'thread.block',
      ] as const
    ).map((command) => ({
      id: command,
      label: t(`command.${command}`),
      command,
      run: () => void runCommand(command),
    })),
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
    <Menu
      label={t('thread.more')}
      choices={more}
      buttonLabel={t('thread.more')}
      className="inline-flex size-8 shrink-0 items-center justify-center rounded-control text-ink-2 hover:bg-hover max-md:size-11"
    >
      <Ellipsis className="size-4" aria-hidden />
    </Menu>
  );
}
