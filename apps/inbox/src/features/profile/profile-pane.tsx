import type { IdentityView, TopicView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { BadgeCheck, MailX, ShieldQuestion } from 'lucide-react';
import { personQuery } from '../../data/people';
import { threadQuery } from '../../data/threads/thread-queries';
import { dateOnly, shortWhen } from '../../i18n/format';
import { t, tOr } from '../../i18n/t';
import { useNow } from '../../state/minute-clock';
import { Avatar } from '../../ui/avatar';
import { channelName } from '../../ui/channel-glyph';
import { Chip } from '../../ui/chip';
import { ProblemStrip } from '../../ui/problem-strip';
import { Skeleton } from '../../ui/skeleton';

/** A form's field is known by its name alone: `order-number` is read as "Order number". */
const factLabel = (field: string): string => {
  const words = field.replaceAll(/[-_]+/g, ' ');
  return tOr(`fact.${field}`, words.charAt(0).toUpperCase() + words.slice(1));
};

interface ProfilePaneProps {
  personId: string;
  topicId: string | null;
  onTopic(topicId: string | null): void;
}

/** Who this human being is: how to reach them, what they told us, and what we have talked about. */
export function ProfilePane({ personId, topicId, onTopic }: ProfilePaneProps) {
  const { data: person, error } = useQuery(personQuery(personId));
  const { data: thread } = useQuery(threadQuery(personId));
  if (error)
    return (
      <div className="p-4">
        <ProblemStrip error={error} />
      </div>
    );
  if (!person) return <Skeleton rows={3} height={64} />;
  return (
    <div className="flex flex-col gap-5 p-4">
      <div className="flex flex-col items-center gap-2 pt-2 text-center">
        <Avatar seed={person.id} name={person.name} size="large" />
        <h2 className="text-lg font-semibold wrap-anywhere">
          <bdi>{person.name}</bdi>
        </h2>
        <p className="text-sm text-ink-3">
          {t('profile.since', { at: dateOnly(person.firstSeenAt) })}
          <br />
          {t('profile.messages', { count: person.messageCount })}
        </p>
      </div>
      <Section title={t('profile.contacts')}>
        {person.identities.length === 1 ? (
          <p className="text-sm text-ink-3">{t('profile.one-contact')}</p>
        ) : null}
        <ul className="space-y-2">
          {person.identities.map((identity) => (
            <Contact key={identity.id} identity={identity} />
          ))}
        </ul>
      </Section>
      {person.facts.length > 0 ? (
        <Section title={t('profile.facts')}>
          <dl className="space-y-2">
            {person.facts.map((fact) => (
              <div key={`${fact.field} ${fact.at}`}>
                <dt className="text-xs text-ink-3">
                  {factLabel(fact.field)} · {channelName(fact.source)}
                </dt>
                <dd className="text-base wrap-anywhere" dir="auto">
                  {fact.value}
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      ) : null}
      {thread && thread.topics.length > 0 ? (
        <Section title={t('profile.topics')}>
          <ul className="-mx-2">
            {thread.topics.map((topic) => (
              <Topic key={topic.id} topic={topic} chosen={topic.id === topicId} onTopic={onTopic} />
            ))}
          </ul>
        </Section>
      ) : null}
    </div>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="space-y-2">
      <h3 className="text-xs font-semibold tracking-wide text-ink-3 uppercase">{title}</h3>
      {children}
    </section>
  );
}

function Contact({ identity }: { identity: IdentityView }) {
  const proven = identity.proof === 'proven';
  return (
    <li className="text-base">
      <bdi className="block wrap-anywhere">{identity.key}</bdi>
      <span className="mt-0.5 flex flex-wrap gap-1">
        <Chip tone={proven ? 'ok' : 'plain'}>
          {proven ? (
            <BadgeCheck className="size-3" aria-hidden />
          ) : (
            <ShieldQuestion className="size-3" aria-hidden />
          )}
          {t(proven ? 'proof.proven' : 'proof.claimed')}
        </Chip>
        {identity.bouncing ? (
          <Chip tone="danger">
            <MailX className="size-3" aria-hidden />
            {t('profile.bouncing')}
          </Chip>
        ) : null}
      </span>
    </li>
  );
}

function Topic({
  topic,
  chosen,
  onTopic,
}: {
  topic: TopicView;
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
        <bdi className="block truncate">{topic.subject ?? t('row.no-subject')}</bdi>
        <span className="text-xs text-ink-3">
          {t(`state.${topic.state}`)} · {shortWhen(topic.lastAt, now)}
        </span>
      </button>
    </li>
  );
}
