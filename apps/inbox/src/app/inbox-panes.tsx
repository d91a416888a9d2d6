import type { ReactNode } from 'react';
import { t } from '../i18n/t';
import { setPreferences, usePreferences } from '../state/preferences';
import { inRem } from '../state/rem';
import { Splitter } from '../ui/splitter';
import { ProfileColumn } from './profile-column';

interface InboxPanesProps {
  list: ReactNode;
  thread: ReactNode;
  /** What stands in the fourth pane; null where there is none. */
  profile: ReactNode;
  drawer: ReactNode;
  /** How wide the list may be drawn. */
  listMax: number;
}

/** The panes of the inbox side by side, with handles between them. */
export function InboxPanes({ list, thread, profile, drawer, listMax }: InboxPanesProps) {
  const { listWidth } = usePreferences();
  return (
    <main className="flex h-full">
      <div className="h-full shrink-0" style={{ width: inRem(listWidth) }}>
        {list}
      </div>
      <Splitter
        label={t('panes.list')}
        value={listWidth}
        min={260}
        max={listMax}
        initial={340}
        onChange={(width) => setPreferences({ listWidth: width })}
      />
      <div className="min-w-0 flex-1">{thread}</div>
      {profile ? <ProfileColumn>{profile}</ProfileColumn> : null}
      {drawer}
    </main>
  );
}
