import type { PersonPart } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleNow } from '../../../data/links/change-links';
import { mergePreviewQuery } from '../../../data/links/link-queries';
import { explain } from '../../../ui/explain-problem';
import type { JoinWith } from '../join-with';
import { useLinkChanges } from '../use-link-changes';

interface MergeOrderOptions {
  personIds: readonly string[];
  evidence: JoinWith;
  onDone(): void;
}

/** Merges what the preview showed. When somebody else was quicker, the preview is read anew and the choice is kept. */
export function useMergeOrder({ personIds, evidence, onDone }: MergeOrderOptions) {
  const client = useQueryClient();
  const changes = useLinkChanges();
  const [reason, setReason] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [quicker, setQuicker] = useState<string>();

  const refused = (error: unknown) => {
    const now = peopleNow(error);
    setQuicker(now?.map(({ name }) => name).join(', '));
    setProblem(explain(error));
    if (now) void client.invalidateQueries({ queryKey: mergePreviewQuery(personIds).queryKey });
  };
  const give = (people: readonly PersonPart[]) => {
    if (pending) return;
    setPending(true);
    setProblem(undefined);
    setQuicker(undefined);
    changes
      .merge({
        personIds: people.map(({ id }) => id),
        versions: Object.fromEntries(people.map(({ id, version }) => [id, version])),
        ...(evidence.suggestionId ? { suggestionId: evidence.suggestionId } : {}),
        ...(evidence.answerMessageId ? { answerMessageId: evidence.answerMessageId } : {}),
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      })
      .then(onDone, refused)
      .finally(() => setPending(false));
  };
  return { reason, setReason, pending, problem, quicker, give };
}
