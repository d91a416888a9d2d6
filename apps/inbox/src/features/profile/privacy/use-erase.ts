import type { PersonPrivacy } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { erasePerson, privacyJobsQuery } from '../../../data/admin/privacy';
import { t } from '../../../i18n/t';
import { showToast } from '../../../state/toasts';
import { explain } from '../../../ui/explain-problem';

/** Has a person erased as it was shown; who was joined or parted meanwhile is shown anew. */
export function useErase(
  { personId, identities }: PersonPrivacy,
  { onDone, onLookAgain }: { onDone(): void; onLookAgain(): void },
) {
  const client = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: (name: string) =>
      erasePerson(personId, { name, identityIds: identities.map(({ id }) => id) }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: privacyJobsQuery.queryKey });
      showToast({ tone: 'done', text: t('privacy.erase-asked') });
      onDone();
    },
    onError: onLookAgain,
  });
  return { erase: (name: string) => mutate(name), problem: error ? explain(error) : undefined, isPending };
}
