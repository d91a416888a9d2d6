import type { AccountView } from '@filo/contracts/http';
import { useState } from 'react';
import { t } from '../../i18n/t';
import { AccountForm } from './account-form';
import { AddressFields } from './address-fields';
import { AdvancedFields } from './advanced-fields';
import { MailServers } from './mail-servers';
import { mailboxValues, type MailboxValues } from './mailbox-values';
import { ProviderButtons } from './provider-buttons';
import { useMailboxRequests } from './use-mailbox-requests';

/** Adds or changes a mailbox: the settings are tried out live before anything is stored. */
export function MailboxDialog({ account, onClose }: { account: AccountView | null; onClose(): void }) {
  const [values, setValues] = useState<MailboxValues>(() => mailboxValues(account));
  const [touched, setTouched] = useState(false);
  const requests = useMailboxRequests(account, values, onClose);
  const { fieldError } = requests;
  const isNew = account === null;
  const lacksAddress = !values.address.trim();
  const change = (part: Partial<MailboxValues>) => {
    setValues((old) => ({ ...old, ...part }));
    setTouched(true);
  };
  return (
    <AccountForm
      title={t(isNew ? 'channels.add' : 'channels.edit-title')}
      cannotTest={lacksAddress}
      {...{ isNew, touched, onClose, requests }}
    >
      <AddressFields values={values} isNew={isNew} onChange={change} fieldError={fieldError} />
      {isNew ? (
        <ProviderButtons isDisabled={requests.busy || lacksAddress} onChoose={requests.signIn} />
      ) : null}
      <MailServers values={values} stored={!isNew} onChange={change} fieldError={fieldError} />
      <AdvancedFields
        values={values.options}
        fetches={values.imap.on}
        onChange={(options) => change({ options })}
        fieldError={fieldError}
      />
    </AccountForm>
  );
}
