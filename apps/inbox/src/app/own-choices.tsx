import { LogOut, Palette, ScrollText, UserRound, UserRoundCheck, UserRoundX } from 'lucide-react';
import { t } from '../i18n/t';
import { runCommand } from '../keys/active-commands';
import { showProblem } from '../state/toasts';
import { explain } from '../ui/explain-problem';
import type { MenuChoice } from '../ui/menu';
import { openOverlay } from './overlay-state';

/** What concerns oneself: whether one is there, one's account, how the page looks, and the way out. */
export const ownChoices = (away: boolean): MenuChoice[] => [
  {
    id: 'away',
    label: t(away ? 'me.back' : 'me.away'),
    icon: away ? (
      <UserRoundCheck className="size-4" aria-hidden />
    ) : (
      <UserRoundX className="size-4" aria-hidden />
    ),
    run: () => runCommand('me.away'),
  },
  {
    id: 'scripts',
    label: t('scripts.title'),
    icon: <ScrollText className="size-4" aria-hidden />,
    run: () => runCommand('go.scripts'),
  },
  {
    id: 'account',
    label: t('account.title'),
    icon: <UserRound className="size-4" aria-hidden />,
    run: () => runCommand('go.account'),
  },
  {
    id: 'appearance',
    label: t('appearance.title'),
    icon: <Palette className="size-4" aria-hidden />,
    run: () => openOverlay('appearance'),
  },
  {
    id: 'sign-out',
    label: t('me.sign-out'),
    icon: <LogOut className="size-4" aria-hidden />,
    run: () => void import('./sign-out').then(({ leave }) => leave(), tell),
  },
];

const tell = (error: unknown) => showProblem(explain(error));
