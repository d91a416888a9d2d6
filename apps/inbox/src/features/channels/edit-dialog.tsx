import type { AccountView } from '@filo/contracts/http';
import { providerOf } from '../../data/admin/oauth';
import { MailboxDialog } from './mailbox-dialog';
import { NetworkDialog } from './network/network-dialog';
import type { NetworkForm } from './network/network-requests';
import { SignedInMailboxDialog } from './signed-in-mailbox-dialog';

export interface Editing {
  /** Null: a new one. */
  account: AccountView | null;
  /** Of a mailbox there is none. */
  network?: NetworkForm | undefined;
}

/** The fields of an account, as its channel has them. */
export function EditDialog({ editing, onClose }: { editing: Editing; onClose(): void }) {
  const { account, network } = editing;
  if (network) return <NetworkDialog {...network} account={account} onClose={onClose} />;
  return account && providerOf(account) ? (
    <SignedInMailboxDialog account={account} onClose={onClose} />
  ) : (
    <MailboxDialog account={account} onClose={onClose} />
  );
}
