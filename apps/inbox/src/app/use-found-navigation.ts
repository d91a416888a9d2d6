import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { FoundPlace } from '../features/search/found-items';

/** Leads to what was found, at the message itself, and from there to the end of the thread. */
export function useFoundNavigation() {
  const navigate = useNavigate();
  const openFound = useCallback(
    ({ personId, messageId }: Omit<FoundPlace, 'key'>) =>
      personId === null
        ? void navigate({ to: '/admin/automatic' })
        : void navigate({
            to: '.',
            search: ({ topic: _topic, message: _message, ...rest }) => ({
              ...rest,
              person: personId,
              ...(messageId === null ? {} : { message: messageId }),
            }),
          }),
    [navigate],
  );
  const toLatest = useCallback(
    () => void navigate({ to: '.', search: ({ message: _message, ...rest }) => rest, replace: true }),
    [navigate],
  );
  return { openFound, toLatest };
}
