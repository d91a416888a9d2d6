import type { WebhookEventType } from '@filo/contracts';
import type { WebhookView } from '@filo/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { accountGroupsQuery } from '../../data/admin/agents';
import { changeWebhook, makeWebhook, webhookEvents } from '../../data/admin/webhooks';
import { ApiError } from '../../data/api/api-error';
import { t } from '../../i18n/t';
import { Button } from '../../ui/button';
import { CheckField } from '../../ui/check-field';
import { Dialog } from '../../ui/dialog';
import { ProblemStrip } from '../../ui/problem-strip';
import { TextField } from '../../ui/text-field';

interface WebhookEditorProps {
  /** Null: one is made. */
  webhook: WebhookView | null;
  onMade(made: { name: string; secret: string }): void;
  onClose(): void;
}

/** Where to, of what, and of which account groups a webhook is told. */
export function WebhookEditor({ webhook, onMade, onClose }: WebhookEditorProps) {
  const client = useQueryClient();
  const { data: groups } = useQuery(accountGroupsQuery);
  const [name, setName] = useState(webhook?.name ?? '');
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [events, setEvents] = useState<readonly WebhookEventType[]>(
    webhook?.events ?? webhookEvents.slice(0, 1),
  );
  const [chosen, setChosen] = useState<readonly string[] | null>(webhook?.accountGroupIds ?? null);
  const groupIds = chosen ?? groups?.items.map(({ id }) => id) ?? [];
  const saving = useMutation({
    mutationFn: async () => {
      const wanted = {
        name: name.trim(),
        url: url.trim(),
        events: [...events],
        accountGroupIds: [...groupIds],
      };
      if (webhook) return changeWebhook(webhook.id, { version: webhook.version, ...wanted });
      const made = await makeWebhook(wanted);
      onMade(made);
      return made;
    },
    onSuccess: onClose,
    onSettled: () => void client.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  const { error } = saving;
  const isWhole = name.trim() && url.trim() && events.length > 0 && groupIds.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole && !saving.isPending) saving.mutate();
  };
  const title = webhook ? t('webhooks.edit-title', { name: webhook.name }) : t('webhooks.make');
  const fieldError = (field: string) => (error instanceof ApiError ? error.field(field) : undefined);
  return (
    <Dialog title={title} isOpen onClose={onClose} holdsWords>
      <form onSubmit={submit} className="space-y-4 p-4">
        {error ? <ProblemStrip error={error} /> : null}
        <TextField
          label={t('webhooks.name')}
          value={name}
          onChange={setName}
          maxLength={80}
          isRequired
          autoFocus
          error={fieldError('name')}
        />
        <TextField
          label={t('webhooks.url')}
          help={t('webhooks.url-help')}
          value={url}
          onChange={setUrl}
          maxLength={2000}
          type="url"
          isRequired
          mono
          error={fieldError('url')}
        />
        <Choices
          legend={t('webhooks.events')}
          options={webhookEvents.map((value) => ({ value, label: t(`webhooks.event-${value}`) }))}
          chosen={events}
          onChange={setEvents}
        />
        <Choices
          legend={t('webhooks.groups')}
          options={(groups?.items ?? []).map(({ id, name: label }) => ({ value: id, label }))}
          chosen={groupIds}
          onChange={setChosen}
        />
        <div className="flex justify-end gap-2 border-t border-line pt-3">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="primary" isDisabled={!isWhole || saving.isPending}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface ChoicesProps<T extends string> {
  legend: string;
  options: readonly { value: T; label: string }[];
  chosen: readonly T[];
  onChange(chosen: readonly T[]): void;
}

function Choices<T extends string>({ legend, options, chosen, onChange }: ChoicesProps<T>) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium text-ink-2">{legend}</legend>
      <div className="grid gap-x-4 sm:grid-cols-2">
        {options.map(({ value, label }) => (
          <CheckField
            key={value}
            checked={chosen.includes(value)}
            onChange={(is) => onChange(is ? [...chosen, value] : chosen.filter((one) => one !== value))}
          >
            {label}
          </CheckField>
        ))}
      </div>
    </fieldset>
  );
}
