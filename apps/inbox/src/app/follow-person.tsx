import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { threadQuery } from '../data/threads/thread-queries';
import { select } from '../state/selection';

/** An address may name a person who was merged since: the selection goes on to the one who is there now. */
export function FollowPerson({ personId }: { personId: string }) {
  const { data: thread } = useQuery(threadQuery(personId));
  const now = thread?.id ?? personId;
  useEffect(() => {
    if (now !== personId) select(now);
  }, [now, personId]);
  return null;
}
