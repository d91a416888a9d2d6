import { TemporaryError, type Listening } from '@filo/connector';
import type { ImapServer } from '../email-settings.js';
import { asTemporary } from '../servers/as-temporary.js';
import type { CaughtUp } from './caught-up.js';
import { chooseFolders, type ReadFolder } from './choose-folders.js';
import { folderTrouble } from './folder-trouble.js';
import type { ImapSession } from './imap-session.js';
import type { ImportFolder } from './import-folder.js';
import { settingsOf, type OpenMailbox } from './open-mailbox.js';

/**
 * Reads a mailbox until the signal aborts or something fails; the kit then calls again after a pause, and a new session is
 * opened. IDLE on the first folder is a hint; all folders are looked at once per poll interval.
 */
export class ListenToMailbox {
  constructor(
    private readonly openMailbox: OpenMailbox,
    private readonly importFolder: ImportFolder,
    private readonly caughtUp: CaughtUp,
    private readonly pollMs: number,
  ) {}

  /** Rejects with `TemporaryError`, whose sentence is fit to be shown. */
  async run(on: Listening, server: ImapServer): Promise<void> {
    this.caughtUp.unmark(on.account.accountId);
    try {
      const session = await this.openMailbox.run(settingsOf(on.account), on.secrets);
      const close = () => session.close();
      on.signal.addEventListener('abort', close, { once: true });
      try {
        await this.read(session, server, on);
      } finally {
        on.signal.removeEventListener('abort', close);
        session.close();
      }
    } catch (error) {
      // Closing the session under its feet is how we end it.
      if (!on.signal.aborted)
        throw asTemporary(error, { kind: 'imap', host: server.host, port: server.port });
    }
  }

  private async read(session: ImapSession, server: ImapServer, on: Listening): Promise<void> {
    const chosen = chooseFolders(server, await session.folders());
    const [first, ...others] = chosen.folders;
    if (first === undefined) {
      throw new TemporaryError(
        `The mailbox has no folder ${chosen.missing.join(', ')}. Nothing was read and nothing is lost. Make the folder, or name another one.`,
        { why: { code: 'mail-no-folder', with: { folders: chosen.missing.join(', ').slice(0, 500) } } },
      );
    }
    while (!on.signal.aborted) {
      const pollAt = Date.now() + this.pollMs;
      await this.readFolder(session, first, on);
      for (const folder of others) await this.readFolder(session, folder, on);
      // The first folder stays open, so that IDLE watches it.
      if (others.length > 0) await this.readFolder(session, first, on);
      this.sayWell(on, folderTrouble(chosen, server));
      await this.watch(session, first, { on, until: pollAt });
    }
  }

  /** Reads what IDLE announces in the open folder, until it is time to look at all folders. */
  private async watch(
    session: ImapSession,
    folder: ReadFolder,
    { on, until }: { on: Listening; until: number },
  ): Promise<void> {
    for (;;) {
      await session.waitForNews(until - Date.now(), on.signal);
      if (on.signal.aborted || Date.now() >= until) return;
      await this.readFolder(session, folder, on);
    }
  }

  private async readFolder(session: ImapSession, folder: ReadFolder, on: Listening): Promise<void> {
    const opened = await session.openFolder(folder.path);
    const delivered = await this.importFolder.run(session, { ...opened, role: folder.role }, on);
    if (delivered > 0) on.log.info({ mails: delivered, role: folder.role }, 'mails delivered');
  }

  private sayWell(on: Listening, trouble: string | undefined): void {
    this.caughtUp.mark(on.account.accountId);
    if (trouble === undefined) on.health('ok');
    else on.health('degraded', trouble, { readWell: true });
  }
}
