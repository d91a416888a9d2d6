import { useNavigate } from '@tanstack/react-router';
import { LogOut, Palette, Settings, UsersRound } from 'lucide-react';
import { signOut, useAgent } from '../data/session';
import { t } from '../i18n/t';
import { flushDrafts } from '../state/drafts/draft-store';
import { usePaneCount } from '../state/media';
import { showProblem } from '../state/toasts';
import { Avatar } from '../ui/avatar';
import { cx } from '../ui/class-names';
import { explain } from '../ui/explain-problem';
import { Menu } from '../ui/menu';
import { openOverlay } from './overlay-state';

/** Oneself: how the page looks, and the way out. */
export function MeMenu({ wide }: { wide: boolean }) {
  const agent = useAgent();
  const navigate = useNavigate();
  // A phone has no room for the admin area in its bar.
  const small = usePaneCount() === 1;
  const adminHere = small && (agent.role === 'admin' || agent.role === 'supervisor');
  const leave = () => {
    flushDrafts();
    // A fresh page keeps nothing of what was read in this one.
    signOut().then(
      () => location.assign('/sign-in'),
      (error: unknown) => showProblem(explain(error)),
    );
  };
  return (
    <Menu
      label={t('me.label')}
      choices={[
        ...(small
          ? [
              {
                id: 'review',
                label: t('review.title'),
                icon: <UsersRound className="size-4" aria-hidden />,
                run: () => void navigate({ to: '/review' }),
              },
            ]
          : []),
        ...(adminHere
          ? [
              {
                id: 'admin',
                label: t('nav.admin'),
                icon: <Settings className="size-4" aria-hidden />,
                run: () => void navigate({ to: '/admin/channels' }),
              },
            ]
          : []),
        {
          id: 'appearance',
          label: t('appearance.title'),
          icon: <Palette className="size-4" aria-hidden />,
          run: () => openOverlay('appearance'),
        },
        {
          id: 'sign-out',
          label: t('me.sign-out'),
          icon: <LogOut className="size-4 rtl:-scale-x-100" aria-hidden />,
          run: leave,
        },
      ]}
      buttonLabel={t('me.open', { name: agent.name })}
      className={cx(
        'focus-inset flex min-h-10 items-center gap-2.5 rounded-control hover:bg-hover',
        wide ? 'px-2' : 'justify-center max-md:size-11',
      )}
    >
      <Avatar seed={agent.id} name={agent.name} size="small" />
      <bdi className={wide ? 'truncate text-base' : 'sr-only'}>{agent.name}</bdi>
    </Menu>
  );
}
