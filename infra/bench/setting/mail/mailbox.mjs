// A Dovecot with a mailbox full of signed mails.
import { Dovecot, withoutDovecot } from '@filo/testing';
import { ensureTools } from '../../../local/testing/system-tools.mjs';
import { sampleMails } from './sample-mails.mjs';

export const address = 'support@bench.example';
const [user, password] = ['support', 'bench-password'];

/** Why there is no mailbox; undefined when there can be one. Installs Dovecot where that is possible, as the tests do. */
export async function withoutMailServer(say) {
  if (withoutDovecot() !== undefined) await ensureTools({ say, only: ['dovecot'] });
  return withoutDovecot();
}

/** `server` is how imapflow reaches it, `imap` how an account of ours does. */
export async function openMailbox({ count }) {
  const dovecot = await Dovecot.start({ users: { [user]: password }, tls: false });
  for (const { raw, at } of await sampleMails({ count, to: address }))
    await dovecot.deliver(user, raw, { at });
  const at = { host: '127.0.0.1', port: dovecot.ports.imap };
  return {
    count,
    server: { ...at, secure: false, doSTARTTLS: false, auth: { user, pass: password } },
    imap: { ...at, security: 'none', user, password, folders: ['INBOX'] },
    close: () => dovecot.stop(),
  };
}
