import ProfilePane from '../features/profile/profile-pane';
import { t } from '../i18n/t';
import { Dialog } from '../ui/dialog';
import { ProfileLink } from './profile-link';

interface ProfileDrawerProps {
  personId: string;
  topicId: string | null;
  onTopic(topicId: string | null): void;
  onClose(): void;
}

/** The profile where there is no room for a fourth pane. */
export default function ProfileDrawer({ onClose, ...profile }: ProfileDrawerProps) {
  return (
    <Dialog title={t('profile.label')} isOpen onClose={onClose} side="end">
      <ProfileLink personId={profile.personId} />
      <ProfilePane {...profile} />
    </Dialog>
  );
}
