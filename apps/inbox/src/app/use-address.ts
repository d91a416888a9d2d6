import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ViewName } from '../data/threads/view-membership';
import { usePaneCount } from '../state/media';
import { select, useSelection } from '../state/selection';

const route = getRouteApi('/shell/inbox/$view');
const pauseMs = 150;

/**
 * Keeps selection and address in step. Walking through the list replaces the address after a pause, since each change of
 * address costs more than moving the mark; going back and forth in the browser moves the selection.
 */
export function useAddress(view: ViewName): void {
  const { person = null } = route.useSearch();
  const navigate = useNavigate();
  const addressed = useRef(person);
  useEffect(() => {
    addressed.current = person;
  }, [person]);
  const onePane = usePaneCount() === 1;
  useEffect(() => select(person), [person, view]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = useSelection.subscribe(({ personId }) => {
      clearTimeout(timer);
      // The address led here; what else it names is about this very person.
      if (personId === addressed.current) return;
      timer = setTimeout(
        () =>
          void navigate({
            to: '.',
            search: ({ person: _old, topic: _topic, message: _message, ...rest }) => ({
              ...rest,
              ...(personId ? { person: personId } : {}),
            }),
            // On a phone a thread is a page of its own, which the back button leaves.
            replace: !onePane || personId === null,
          }),
        onePane ? 0 : pauseMs,
      );
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [navigate, onePane]);
}
