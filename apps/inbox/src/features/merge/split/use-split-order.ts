import type { LinksChanged, SplitRequest } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleNow } from '../../../data/links/change-links';
import { t } from '../../../i18n/t';
import { explain } from '../../../ui/explain-problem';
import { useLinkChanges } from '../use-link-changes';

interface SplitOrderOptions {
  personId: string;
  /** Who or what leaves. */
  what: Pick<SplitRequest, 'identityIds' | 'messageIds' | 'name'>;
}

/** Splits what the preview showed. When somebody else was quicker, the choice is kept. */
export function useSplitOrder({ personId, what }: SplitOrderOptions) {
  const client = useQueryClient();
  const changes = useLinkChanges();
  const [reason, setReason] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();

  const refused = (error: unknown) => {
    const names = peopleNow(error)?.map(({ name }) => name);
    setProblem(names ? t('merge.changed', { names: names.join(', ') }) : explain(error));
    if (!names) return;
    void client.invalidateQueries({ queryKey: ['person', personId] });
    void client.invalidateQueries({ queryKey: ['split-preview', personId] });
  };
  const give = (seen: { id: string; version: number }, onDone: (changed: LinksChanged) => void) => {
    if (pending) return;
    setPending(true);
    setProblem(undefined);
    const why = reason.trim() ? { reason: reason.trim() } : {};
    changes
      .split({ personId: seen.id, version: seen.version, ...what, ...why })
      .then(onDone, refused)
      .finally(() => setPending(false));
  };
  return { pending, problem, reason, setReason, give };
}
