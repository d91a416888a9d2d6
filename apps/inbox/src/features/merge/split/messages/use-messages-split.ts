import type { IdentityView, SplitPreview } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { splitPreviewQuery } from '../../../../data/links/link-queries';
import { personQuery } from '../../../../data/people';
import { clearMarks, type MarkedMessage } from '../../../../state/marked-messages';
import { useSplitOrder } from '../use-split-order';
import { addressOfMarks, type MarksFault } from './address-of-marks';

interface MessagesSplitOptions {
  personId: string;
  marked: readonly MarkedMessage[];
  onClose(): void;
  /** Goes on with whoever left. */
  onJoin(personId: string): void;
}

interface MessagesSplit {
  /** Undefined until the person is there. */
  address: IdentityView | MarksFault | undefined;
  name: string;
  setName(name: string): void;
  preview: SplitPreview | undefined;
  error: unknown;
  order: ReturnType<typeof useSplitOrder>;
  /** Whether it can be done now. */
  ready: boolean;
  give(then: 'close' | 'join'): void;
}

/** Gives marked messages to somebody else, as the preview showed it. */
export function useMessagesSplit({ personId, marked, onClose, onJoin }: MessagesSplitOptions): MessagesSplit {
  const { data: person, error: personError } = useQuery(personQuery(personId));
  const [name, setName] = useState('');
  const messageIds = marked.map(({ id }) => id);
  const address = person && addressOfMarks(person, marked);
  const shared = typeof address === 'object' && address.shared;
  const asked = splitPreviewQuery(personId, { messageIds: shared ? messageIds : [] });
  const { data: preview, error: previewError, isFetching } = useQuery(asked);
  const called = name.trim() ? { name: name.trim() } : {};
  const order = useSplitOrder({ personId, what: { messageIds, ...called } });
  const seen = isFetching ? undefined : preview?.people.find(({ id }) => id === person?.id);
  const ready = seen !== undefined && !order.pending;
  const give = (then: 'close' | 'join') => {
    if (!seen || !person) return;
    order.give({ id: person.id, version: seen.version }, ({ people }) => {
      clearMarks();
      const left = people.find(({ id }) => id !== person.id);
      if (then === 'join' && left) onJoin(left.id);
      else onClose();
    });
  };
  const error = personError ?? previewError;
  return { address, name, setName, preview: shared ? preview : undefined, error, order, ready, give };
}
