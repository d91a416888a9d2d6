import type { TopicView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { threadQuery } from '../../../data/threads/thread-queries';
import { shortWhen } from '../../../i18n/format';
import { t } from '../../../i18n/t';
import { useNow } from '../../../state/minute-clock';
import { TopicName } from '../../../ui/topic-name';
import { WhereItCame } from '../../../ui/where-it-came';
import { Section } from '../section';

interface TopicsProps {
  personId: string;
  topicId: string | null;
  onTopic(topicId: string | null): void;
}

/** What we have talked about, newest first. */
export function Topics({ personId, topicId, onTopic }: TopicsProps) {
  const { data: thread } = useQuery(threadQuery(personId));
  if (!thread || thread.topics.length === 0) return null;
  return (
    <Section title={t('profile.topics')}>
      <ul className="-mx-2">
        {thread.topics.map((topic) => (
          <Topic
            key={topic.id}
            topic={topic}
            among={thread.topics}
            chosen={topic.id === topicId}
            onTopic={onTopic}
          />
        ))}
      </ul>
    </Section>
  );
}

function Topic({
  topic,
  among,
  chosen,
  onTopic,
}: {
  topic: TopicView;
  among: readonly TopicView[];
  chosen: boolean;
  onTopic(id: string | null): void;
}) {
  const now = useNow();
  return (
    <li>
      <button
        type="button"
        aria-pressed={chosen}
        onClick={() => onTopic(chosen ? null : topic.id)}
        className="focus-inset w-full rounded-control px-2 py-1.5 text-start hover:bg-hover aria-pressed:bg-selected"
      >
        <span className="flex items-center gap-1.5">
          <TopicName topic={topic} className="truncate" /> <WhereItCame topic={topic} among={among} />
        </span>
        <span className="text-xs text-ink-3">
          {t(`state.${topic.state}`)} · {shortWhen(topic.lastAt, now)}
        </span>
      </button>
    </li>
  );
}
