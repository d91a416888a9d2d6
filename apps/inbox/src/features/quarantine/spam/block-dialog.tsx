import type { BlockTarget } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useDeferredValue, useState } from 'react';
import { blockPreviewQuery } from '../../../data/blocks';
import { personQuery } from '../../../data/people';
import '../../../i18n/later-words';
import { t } from '../../../i18n/t';
import type { BlockRequest } from '../../../state/block-requests';
import { Button } from '../../../ui/button';
import { CheckField } from '../../../ui/check-field';
import { Dialog } from '../../../ui/dialog';
import { ProblemStrip } from '../../../ui/problem-strip';
import { Skeleton } from '../../../ui/skeleton';
import { TextField } from '../../../ui/text-field';
import { blockChoices, type BlockChoice } from './block-choices';
import { BlockPreviewLines } from './block-preview';
import { useBlockActions } from './use-block-actions';

/** Blocks an address or a whole domain, and says first what that hides. */
export default function BlockDialog({ request, onClose }: { request: BlockRequest; onClose(): void }) {
  const { personId } = request;
  const person = useQuery({ ...personQuery(personId ?? ''), enabled: personId !== undefined });
  const choices = blockChoices(person.data?.identities ?? []);
  const [chosen, setChosen] = useState(request.identityId);
  const [domain, setDomain] = useState('');
  const choice = choices.find(({ id }) => id === chosen) ?? choices[0];
  const target = personId
    ? (choice?.target ?? null)
    : domain.includes('.')
      ? { domain: domain.trim() }
      : null;
  const nothing = personId !== undefined && person.isSuccess && choices.length === 0;
  return (
    <Dialog title={t('block.title')} isOpen onClose={onClose} holdsWords={domain !== ''}>
      <div className="space-y-4 p-5">
        {person.isError ? <ProblemStrip error={person.error} /> : null}
        {personId && person.isPending ? <Skeleton rows={2} height={24} /> : null}
        {nothing ? <p>{t('block.nothing')}</p> : null}
        {choices.length > 0 ? (
          <Choices {...{ choices, chosen: choice?.id ?? '', onChoose: setChosen }} />
        ) : null}
        {personId ? null : (
          <TextField
            label={t('block.domain')}
            help={t('block.domain-help')}
            value={domain}
            onChange={setDomain}
            autoFocus
            maxLength={253}
          />
        )}
        {nothing ? null : <Decision key={JSON.stringify(target)} target={target} onClose={onClose} />}
      </div>
    </Dialog>
  );
}

function Choices({
  choices,
  chosen,
  onChoose,
}: {
  choices: readonly BlockChoice[];
  chosen: string;
  onChoose(id: string): void;
}) {
  return (
    <fieldset className="space-y-1">
      <legend className="text-sm font-medium text-ink-2">{t('block.whom')}</legend>
      {choices.map(({ id, label }) => (
        <label key={id} className="flex min-h-8 items-center gap-2 max-md:min-h-11">
          <input
            type="radio"
            name="block"
            checked={chosen === id}
            autoFocus={chosen === id}
            onChange={() => onChoose(id)}
            className="size-4 shrink-0 accent-accent"
          />
          <bdi className="wrap-anywhere">{label}</bdi>
        </label>
      ))}
    </fieldset>
  );
}

/** What it hides, why, and the way to do it. */
function Decision({ target, onClose }: { target: BlockTarget | null; onClose(): void }) {
  const preview = useQuery(blockPreviewQuery(useDeferredValue(target)));
  const [why, setWhy] = useState('');
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const { block } = useBlockActions();
  const unsure = preview.data?.sure === true;
  const ready = target !== null && preview.isSuccess && (!unsure || sure) && !busy;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    const reason = why.trim() === '' ? {} : { why: why.trim() };
    if (await block({ ...target, ...reason, ...(unsure ? { sure } : {}) })) return onClose();
    setBusy(false);
  };
  return (
    <form className="space-y-4" onSubmit={(event) => void submit(event)}>
      {preview.isError ? <ProblemStrip error={preview.error} /> : null}
      <BlockPreviewLines preview={preview.data} pending={target !== null && preview.isPending} />
      {unsure ? (
        <CheckField checked={sure} onChange={setSure}>
          {t('block.sure')}
        </CheckField>
      ) : null}
      <TextField label={t('block.why')} value={why} onChange={setWhy} maxLength={500} />
      <div className="flex justify-end gap-2">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button type="submit" tone="danger" isDisabled={!ready}>
          {t('contact.block')}
        </Button>
      </div>
    </form>
  );
}
