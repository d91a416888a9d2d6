import { LogOut, Palette } from 'lucide-react';
import { signOut } from '../data/session';
import { t } from '../i18n/t';
import { flushDrafts } from '../state/drafts/draft-store';
import { showProblem } from '../state/toasts';
import { explain } from '../ui/explain-problem';
import type { MenuChoice } from '../ui/menu';
import { openOverlay } from './overlay-state';

/** What concerns oneself: how the page looks, and the way out. */
export const ownChoices = (): MenuChoice[] => [
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
];

function leave(): void {
  flushDrafts();
  // A fresh page keeps nothing of what was read in this one.
  signOut().then(
    () => location.assign('/sign-in'),
    (error: unknown) => showProblem(explain(error)),
  );
}
