import { Bell } from 'lucide-react';
import { t } from '../i18n/t';
import { cappedCount } from '../i18n/format';

import { PlaceLink } from './place-link';
import { useUnreadNotices } from './use-unread-notices';

/** The bell: the way to what this agent was told, with how much of it is not read. */
export default function NoticesLink({ wide }: { wide: boolean }) {
  const unread = useUnreadNotices();
  return (
    <PlaceLink to="/notices" command="go.notices" title={t('notices.title')} icon={Bell} wide={wide}>
      {unread > 0 ? (
        <span
          title={t('notices.count', { count: unread })}
          className={
            wide
              ? 'rounded-full bg-accent px-1.5 text-xs text-on-accent tabular'
              : 'absolute end-0 top-0 rounded-full bg-accent px-1 text-xs leading-4 text-on-accent tabular'
          }
        >
          {cappedCount(unread)}
        </span>
      ) : null}
    </PlaceLink>
  );
}
