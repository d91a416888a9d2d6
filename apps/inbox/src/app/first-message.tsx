import type { AccountView } from '@filo/contracts/http';
import { useQuery } from '@tanstack/react-query';
import { formsQuery } from '../data/admin/accounts';
import { accountsQuery } from '../data/admin/accounts-query';
import { healthQuery } from '../data/admin/operations';
import { t } from '../i18n/t';
import { EmptyState } from '../ui/empty-state';

const place = 'my-2 block rounded-input bg-sunken px-2 py-1.5 font-mono text-sm wrap-anywhere select-all';

/** A mailbox that is fetched from gets mail like any other; without one mail comes in by our own door alone. */
const isFetched = ({ settings }: AccountView): boolean => Boolean(settings['imap']);

/** Nobody has written yet: how to be the first. */
export function FirstMessage() {
  const { data: accounts } = useQuery(accountsQuery);
  const { data: forms } = useQuery(formsQuery);
  const mailboxes = accounts?.items.filter(({ channel, state }) => channel === 'email' && state === 'active');
  const mailbox = mailboxes?.find(isFetched) ?? mailboxes?.[0];
  const form = forms?.items.find(({ state }) => state === 'active');
  return (
    <EmptyState title={t('empty.all')}>
      {mailbox ? (
        <>
          <p>{t('empty.all-mail')}</p>
          <code className={place}>{mailbox.address}</code>
          {isFetched(mailbox) ? null : <DoorPlace />}
        </>
      ) : null}
      {form ? (
        <>
          <p>{t(mailbox ? 'empty.all-form' : 'empty.all-form-alone')}</p>
          <a
            href={form.urls.page}
            target="_blank"
            rel="noopener"
            className="my-2 block text-accent underline wrap-anywhere"
          >
            {form.urls.page}
          </a>
        </>
      ) : null}
    </EmptyState>
  );
}

/** Where the mail door stands: no mail server in the world finds an address of this machine by itself. */
function DoorPlace() {
  const { data: health } = useQuery({ ...healthQuery, refetchInterval: false });
  const port = health?.ports?.['smtp'];
  if (port === undefined) return null;
  return (
    <>
      <p>{t('empty.all-door')}</p>
      <code className={place}>{`${location.hostname}:${port}`}</code>
    </>
  );
}
