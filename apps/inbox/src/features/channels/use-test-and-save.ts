import type { AccountCreate, AccountPatch, AccountView } from '@filo/contracts/http';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeAccount, createAccount, testAccount, testChange } from '../../data/admin/accounts';
import { t } from '../../i18n/t';
import { showToast } from '../../state/toasts';

/** What the fields of a channel make: a new account, or the change of one. */
export interface AccountRequests<Values> {
  create(values: Values): AccountCreate;
  patch(values: Values, account: AccountView): AccountPatch;
}

/** Tries settings out and stores them. An account that exists is tested with its stored secrets, which this page never sees. */
export function useTestAndSave<Values>(
  account: AccountView | null,
  { create, patch }: AccountRequests<Values>,
  onClose: () => void,
) {
  const client = useQueryClient();
  const testing = useMutation({
    mutationFn: (asked: Values) =>
      account ? testChange(account.id, patch(asked, account)) : testAccount(create(asked)),
  });
  const saving = useMutation({
    mutationFn: (asked: Values) =>
      account ? changeAccount(account.id, patch(asked, account)) : createAccount(create(asked)),
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: ['accounts'] });
      showToast({ tone: 'done', text: t('channels.saved', { address: saved.address }) });
      onClose();
    },
  });
  return { testing, saving };
}
