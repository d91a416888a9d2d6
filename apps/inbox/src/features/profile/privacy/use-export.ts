import { useMutation, useQueryClient } from '@tanstack/react-query';
import { exportPerson, privacyJobsQuery } from '../../../data/admin/privacy';
import { t } from '../../../i18n/t';
import { showProblem, showToast } from '../../../state/toasts';
import { explain } from '../../../ui/explain-problem';

/** Has an archive made of everything of a person; it is fetched on the page Privacy. */
export function useExport(personId: string, name: string) {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: () => exportPerson(personId),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: privacyJobsQuery.queryKey });
      showToast({ tone: 'done', text: t('privacy.export-asked'), of: name });
    },
    onError: (error) => showProblem(explain(error)),
  });
  return () => mutate();
}
