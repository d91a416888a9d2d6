import type { TopicView } from '@filo/contracts/http';

interface WhereItCameProps {
  topic: TopicView;
  among: readonly TopicView[];
}

/** Our address, where it alone tells this topic from another: one mail came to two of our account groups. */
export function WhereItCame({ topic, among }: WhereItCameProps) {
  const { id, subject, channel, address } = topic;
  // Then it is called after that address.
  if (!subject && channel !== 'email') return null;
  const isTwice = among.some(
    (other) => other.id !== id && other.subject === subject && other.address !== address,
  );
  return isTwice && address ? <bdi className="text-ink-3">{address}</bdi> : null;
}
