import type { SuggestionView } from '@filo/contracts/http';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleNow } from '../../data/links/change-links';
import { decideSuggestion } from '../../data/links/suggestions';
import { t } from '../../i18n/t';
import { showProblem, showToast } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { useLinkChanges } from './use-link-changes';

export type Verdict = 'join' | 'reject' | 'later';

/** Decides on a suggestion; every verdict can be taken back from its toast. Resolves with whether it was carried out. */
export function useDecision() {
  const client = useQueryClient();
  const changes = useLinkChanges();
  const [pending, setPending] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: ['suggestions'] });
  const refused = (error: unknown) => {
    const names = peopleNow(error)?.map(({ name }) => name);
    showProblem(names ? t('merge.changed', { names: names.join(', ') }) : explain(error));
  };

  const putAside = async ({ id, persons }: SuggestionView, verdict: 'reject' | 'later') => {
    await decideSuggestion(id, verdict);
    const reopen = () => void decideSuggestion(id, 'reopen').then(refresh, refused);
    const of = persons.map(({ name }) => name).join(', ');
    showToast({ tone: 'done', of, text: t(`merge.done-${verdict}`), undo: reopen });
  };
  const decide = async (pair: SuggestionView, verdict: Verdict): Promise<boolean> => {
    if (pending) return false;
    const { id, persons } = pair;
    setPending(true);
    try {
      if (verdict === 'join')
        await changes.merge({
          personIds: persons.map((person) => person.id),
          versions: Object.fromEntries(persons.map((person) => [person.id, person.version])),
          suggestionId: id,
        });
      else await putAside(pair, verdict);
      return true;
    } catch (error) {
      refused(error);
      return false;
    } finally {
      await refresh();
      setPending(false);
    }
  };
  return { decide, pending };
}
