import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Where the inbox can be led: to a topic, to what a search finds, to another person. */
export function useInboxNavigation() {
  const navigate = useNavigate();
  const setTopic = useCallback(
    (topicId: string | null) =>
      void navigate({
        to: '.',
        search: ({ topic: _old, message: _message, ...rest }) => ({
          ...rest,
          ...(topicId ? { topic: topicId } : {}),
        }),
        replace: true,
      }),
    [navigate],
  );
  const search = useCallback(
    (text: string) =>
      void navigate({
        to: '.',
        search: ({ q: _old, ...rest }) => ({ ...rest, ...(text ? { q: text } : {}) }),
        replace: true,
      }),
    [navigate],
  );
  const openPerson = useCallback(
    (person: string) => void navigate({ to: '/inbox/$view', params: { view: 'all' }, search: { person } }),
    [navigate],
  );
  return { setTopic, search, openPerson };
}
