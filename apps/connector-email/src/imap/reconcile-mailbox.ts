import type { Listening } from '@filo/connector';
import type { ImapServer } from '../email-settings.js';
import { asTemporary } from '../servers/as-temporary.js';
import type { CaughtUp } from './caught-up.js';
import { chooseFolders } from './choose-folders.js';
import { settingsOf, type OpenMailbox } from './open-mailbox.js';
import type { ReconcileFolder } from './reconcile-folder.js';

/** Compares all folders of a mailbox with core's ledger, over a session of its own, once they have been read to their end. */
export class ReconcileMailbox {
  constructor(
    private readonly openMailbox: OpenMailbox,
    private readonly reconcileFolder: ReconcileFolder,
    private readonly caughtUp: CaughtUp,
  ) {}

  /** Resolves when there is something to compare; a login that is fetched before may be stale by then. */
  ready(on: Pick<Listening, 'account' | 'signal'>): Promise<void> {
    return this.caughtUp.wait(on.account.accountId, on.signal);
  }

  async run(on: Listening, server: ImapServer): Promise<void> {
    await this.ready(on);
    if (on.signal.aborted) return;
    try {
      const session = await this.openMailbox.run(settingsOf(on.account), on.secrets);
      const close = () => session.close();
      on.signal.addEventListener('abort', close, { once: true });
      try {
        for (const { path, role } of chooseFolders(server, await session.folders()).folders) {
          const delivered = await this.reconcileFolder.run(
            session,
            { ...(await session.openFolder(path)), role },
            on,
          );
          if (delivered > 0) on.log.warn({ mails: delivered, role }, 'core lacked mails, delivered again');
        }
      } finally {
        on.signal.removeEventListener('abort', close);
        session.close();
      }
    } catch (error) {
      if (!on.signal.aborted)
        throw asTemporary(error, { kind: 'imap', host: server.host, port: server.port });
    }
  }
}
