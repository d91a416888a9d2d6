import type { TopicView } from '@filo/contracts/http';
import { t } from '../../i18n/t';
import { cx } from '../../ui/class-names';
import { TopicName } from '../../ui/topic-name';
import { WhereItCame } from '../../ui/where-it-came';

interface TopicStripProps {
  topics: readonly TopicView[];
  topicId: string | null;
  onTopic(topicId: string | null): void;
}

/** The matters of this person, as a filter of the one timeline; never a separate place. */
export function TopicStrip({ topics, topicId, onTopic }: TopicStripProps) {
  return (
    <div
      role="group"
      aria-label={t('topics.label')}
      className="flex shrink-0 gap-1.5 overflow-x-auto border-b border-line bg-surface px-4 py-1.5"
    >
      <TopicButton pressed={topicId === null} onPress={() => onTopic(null)}>
        {t('topics.all', { count: topics.length })}
      </TopicButton>
      {topics.map((topic) => (
        <TopicButton
          key={topic.id}
          pressed={topicId === topic.id}
          onPress={() => onTopic(topicId === topic.id ? null : topic.id)}
        >
          <TopicName topic={topic} className="max-w-52 truncate" />
          <WhereItCame topic={topic} among={topics} />
          <span className="text-ink-3">{t(`state.${topic.state}`)}</span>
        </TopicButton>
      ))}
    </div>
  );
}

function TopicButton({
  pressed,
  onPress,
  children,
}: {
  pressed: boolean;
  onPress(): void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={cx(
        'focus-inset inline-flex min-h-7 shrink-0 items-center gap-1.5 rounded-full border px-2.5 text-sm max-md:min-h-11',
        pressed ? 'border-accent bg-selected text-accent' : 'border-line text-ink-2 hover:bg-hover',
      )}
    >
      {children}
    </button>
  );
}
