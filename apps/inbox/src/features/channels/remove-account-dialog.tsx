import type { AccountRemoval, AccountView } from '@filo/contracts/http';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { removalQuery, removeAccount } from '../../data/admin/accounts';
import '../../i18n/later-words';
import { t } from '../../i18n/t';
import { showProblem } from '../../state/toasts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { explain } from '../../ui/explain-problem';
import { ProblemStrip } from '../../ui/problem-strip';
import { SelectField } from '../../ui/select-field';
import { Skeleton } from '../../ui/skeleton';

/** After how many days the words of a removed account go; the workers take them within minutes. */
const offered = [0, 7, 30, 90];

interface RemoveAccountDialogProps {
  account: AccountView;
  onClose(): void;
}

/** Asks before an account goes: what stays of it, whether deletions are followed on, and whether its words go too. */
export function RemoveAccountDialog({ account, onClose }: RemoveAccountDialogProps) {
  const { data, error, isPending } = useQuery(removalQuery(account.id));
  const [days, setDays] = useState<number>();
  const client = useQueryClient();
  const removing = useMutation({
    mutationFn: () => removeAccount(account.id, days),
    onSuccess: onClose,
    onSettled: () => client.invalidateQueries({ queryKey: ['accounts'] }),
    onError: (refused: Error) => showProblem(explain(refused)),
  });
  const { address } = account;
  return (
    <Dialog title={t('channels.remove-title', { address })} isOpen onClose={onClose} width="max-w-120">
      <div className="space-y-4 p-5">
        <p className="text-ink-2">
          {t('channels.remove-text')} {days === undefined ? t('channels.remove-stays') : null}
        </p>
        {error ? <ProblemStrip error={error} /> : null}
        {isPending ? <Skeleton rows={2} height={24} /> : null}
        {data?.canErase && data.messages > 0 ? (
          <WordsLeft removal={data} days={days} onChoose={setDays} />
        ) : null}
        <div className="flex justify-end gap-2">
          <Button onPress={onClose} autoFocus>
            {t('action.cancel')}
          </Button>
          <Button
            tone="danger"
            isDisabled={isPending || removing.isPending}
            onPress={() => removing.mutate()}
          >
            {t(days === undefined ? 'action.remove' : 'channels.remove-erase')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

interface WordsLeftProps {
  removal: AccountRemoval;
  days: number | undefined;
  onChoose(days: number | undefined): void;
}

/** What becomes of what others said to the account in public. */
function WordsLeft({ removal: { messages: count, followedBy }, days, onChoose }: WordsLeftProps) {
  return (
    <>
      {days === undefined ? (
        <p className={followedBy === null ? 'text-danger' : 'text-ink-2'}>
          {followedBy === null
            ? t('channels.remove-unfollowed', { count })
            : t('channels.remove-followed', { count, address: followedBy })}
        </p>
      ) : null}
      <SelectField
        label={t('channels.remove-words')}
        value={String(days ?? '')}
        options={[
          { value: '', label: t('channels.words-stay') },
          ...offered.map((after) => ({
            value: String(after),
            label: t(after === 0 ? 'channels.words-now' : 'channels.words-after', { count: after }),
          })),
        ]}
        onChange={(value) => onChoose(value === '' ? undefined : Number(value))}
      />
      {days === undefined ? null : <p className="text-ink-2">{t('channels.words-erased')}</p>}
    </>
  );
}
