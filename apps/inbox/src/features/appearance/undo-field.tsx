import type { OwnSettings } from '@filo/contracts/http';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '../../data/api/request';
import { t } from '../../i18n/t';
import { showProblem } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { SelectField } from '../../ui/select-field';

const choices = [0, 5, 10, 20, 30] as const;

const settingsQuery = queryOptions({
  queryKey: ['own-settings'] as const,
  queryFn: ({ signal }) => request<OwnSettings>('/own-settings', { signal }),
});

/** How long what this agent sends can be held back, at whichever computer they sit. */
export function UndoField() {
  const client = useQueryClient();
  const { data } = useQuery(settingsQuery);
  const change = useMutation({
    mutationFn: (body: OwnSettings) => request<OwnSettings>('/own-settings', { method: 'PUT', body }),
    onSuccess: (settings) => client.setQueryData(settingsQuery.queryKey, settings),
    onError: (error) => showProblem(explain(error)),
  });
  if (!data) return null;
  const { undoSeconds } = change.variables && change.isPending ? change.variables : data;
  return (
    <SelectField
      label={t('appearance.undo')}
      value={String(undoSeconds)}
      onChange={(value) =>
        change.mutate({ undoSeconds: choices.find((one) => String(one) === value) ?? data.undoSeconds })
      }
      options={choices.map((seconds) => ({
        value: String(seconds),
        label: seconds === 0 ? t('appearance.undo-off') : t('appearance.undo-seconds', { seconds }),
      }))}
    />
  );
}
