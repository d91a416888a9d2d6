import type { TopicView } from '@filo/contracts/http';
import { mediumWhen, shortWhen } from '../i18n/format';
import { useNow } from '../state/minute-clock';

interface WhereItCameProps {
  topic: TopicView;
  among: readonly TopicView[];
}

/**
 * What tells this topic from others of the same name: our address, where one mail came to two of our account groups, and else when it was
 * opened.
 */
export function WhereItCame({ topic, among }: WhereItCameProps) {
  const now = useNow();
  const { id, subject, channel, address, openedAt } = topic;
  const others = among.filter((other) => other.id !== id && isCalledLike(other, topic));
  // What has no subject is called after its address.
  const isCalledByIt = !subject && channel !== 'email';
  const isElsewhere = !isCalledByIt && others.some((other) => other.address !== address);
  const twins = others.filter((other) => other.address === address);
  const isClose = twins.some((twin) => shortWhen(twin.openedAt, now) === shortWhen(openedAt, now));
  return (
    <>
      {isElsewhere && address ? <bdi className="text-ink-3">{address}</bdi> : null}
      {twins.length > 0 ? (
        <time dateTime={openedAt} title={mediumWhen(openedAt)} className="shrink-0 text-ink-3 tabular">
          {isClose ? mediumWhen(openedAt) : shortWhen(openedAt, now)}
        </time>
      ) : null}
    </>
  );
}

const isCalledLike = (one: TopicView, other: TopicView): boolean =>
  one.subject || other.subject
    ? one.subject === other.subject
    : (one.channel ?? 'email') === (other.channel ?? 'email') &&
      (one.channel === 'email' || one.address === other.address);
