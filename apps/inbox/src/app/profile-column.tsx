import type { ReactNode } from 'react';
import { t } from '../i18n/t';
import { setPreferences, usePreferences } from '../state/preferences';
import { inRem } from '../state/rem';
import { Splitter } from '../ui/splitter';

/** The fourth pane: the profile, as wide as the agent has drawn it. */
export function ProfileColumn({ children }: { children: ReactNode }) {
  const { profileWidth } = usePreferences();
  return (
    <>
      <Splitter
        label={t('panes.profile')}
        value={profileWidth}
        min={240}
        max={400}
        initial={280}
        direction={-1}
        onChange={(width) => setPreferences({ profileWidth: width })}
      />
      <aside
        aria-label={t('profile.label')}
        className="h-full shrink-0 overflow-y-auto bg-surface"
        style={{ width: inRem(profileWidth) }}
      >
        {children}
      </aside>
    </>
  );
}
