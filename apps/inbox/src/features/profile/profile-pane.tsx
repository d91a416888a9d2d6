import { useQuery } from '@tanstack/react-query';
import { personQuery } from '../../data/people';
import { t } from '../../i18n/t';
import { Skeleton } from '../../ui/skeleton';
import { Contacts } from './contacts/contacts';
import { Face } from './face/face';
import { Names } from './face/names';
import { Details } from './fields/details';
import { ProfileProblem } from './profile-problem';
import { KnownBy } from './said/known-by';
import { Notes } from './said/notes';
import { Topics } from './said/topics';

interface ProfilePaneProps {
  personId: string;
  topicId: string | null;
  onTopic(topicId: string | null): void;
}

/** Who this human being is: how to reach them, what is known of them, and what we have talked about. */
export default function ProfilePane({ personId, topicId, onTopic }: ProfilePaneProps) {
  const { data: person, error } = useQuery(personQuery(personId));
  if (error) return <ProfileProblem error={error} />;
  if (!person) return <Skeleton rows={3} height={64} />;
  return (
    <div className="@container p-4" key={person.id}>
      <div className="grid gap-5 @2xl:grid-cols-[minmax(16rem,2fr)_3fr] @2xl:gap-x-10">
        <div className="min-w-0 space-y-5">
          <Face person={person} />
          <Contacts person={person} />
          <Names person={person} />
        </div>
        <div className="min-w-0 space-y-5">
          <Details person={person} />
          <Notes person={person} />
          <KnownBy knownBy={person.knownBy} />
          <Topics personId={personId} topicId={topicId} onTopic={onTopic} />
          <p className="text-sm text-ink-3">{t('profile.messages', { count: person.messageCount })}</p>
        </div>
      </div>
    </div>
  );
}
