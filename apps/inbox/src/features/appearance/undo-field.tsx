import type { OwnSettings } from '@filo/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ownSettingsQuery, writeOwnSettings } from '../../data/own-settings';
import { t } from '../../i18n/t';
import { showProblem } from '../../state/toasts';
import { explain } from '../../ui/explain-problem';
import { SelectField } from '../../ui/select-field';

const choices = [0, 5, 10, 20, 30] as const;

/** How long what this agent sends can be held back, at whichever computer they sit. */
export function UndoField() {
  const client = useQueryClient();
  const { data } = useQuery(ownSettingsQuery);
  const change = useMutation({
    mutationFn: writeOwnSettings,
    onSuccess: (settings: OwnSettings) =>
      client.setQueryData(ownSettingsQuery.queryKey, (held) => ({ ...held, ...settings })),
    onError: (error) => showProblem(explain(error)),
  });
  if (!data) return null;
  const undoSeconds = (change.isPending ? change.variables.undoSeconds : undefined) ?? data.undoSeconds;
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
