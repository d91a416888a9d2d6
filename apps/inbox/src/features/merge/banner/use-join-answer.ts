import type { PointerView } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleNow } from '../../../data/links/change-links';
import { mergePreviewQuery } from '../../../data/links/link-queries';
import { t } from '../../../i18n/t';
import { showProblem } from '../../../state/toasts';
import { explain } from '../../../ui/explain-problem';
import { useLinkChanges } from '../use-link-changes';

/** Merges who is answered with who answered, on the evidence of the answer; its toast takes it back. */
export function useJoinAnswer(personId: string, { messageId, threadId }: PointerView) {
  const client = useQueryClient();
  const changes = useLinkChanges();
  const [pending, setPending] = useState(false);
  const merge = async (other: string) => {
    const { people } = await client.fetchQuery(mergePreviewQuery([personId, other]));
    await changes.merge({
      personIds: people.map(({ id }) => id),
      versions: Object.fromEntries(people.map(({ id, version }) => [id, version])),
      answerMessageId: messageId,
    });
  };
  const join = () => {
    if (pending || threadId === null) return;
    setPending(true);
    merge(threadId)
      .catch((error: unknown) => {
        const names = peopleNow(error)?.map(({ name }) => name);
        showProblem(names ? t('merge.changed', { names: names.join(', ') }) : explain(error));
      })
      .finally(() => setPending(false));
  };
  return { join, pending };
}
