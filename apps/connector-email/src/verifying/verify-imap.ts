import type { Verification } from '@filo/connector';
import { chooseFolders } from '../imap/choose-folders.js';
import type { OpenMailbox } from '../imap/open-mailbox.js';
import type { EmailSettings, ImapServer } from '../email-settings.js';
import { problemOfTest } from '../servers/server-problem.js';

type Secrets = Readonly<Record<string, string>>;

/** Signs in to the mailbox and looks for the folders; changes nothing there. */
export const verifyImap = async (
  openMailbox: OpenMailbox,
  settings: EmailSettings & { imap: ImapServer },
  secrets: Secrets,
): Promise<Verification> => {
  const startedAt = Date.now();
  const result = (told: Pick<Verification, 'ok' | 'code' | 'message' | 'detail'>): Verification => ({
    name: 'imap',
    ...told,
    durationMs: Date.now() - startedAt,
  });
  const { host, port } = settings.imap;
  try {
    const session = await openMailbox.run(settings, secrets);
    try {
      const { folders, missing } = chooseFolders(settings.imap, await session.folders());
      if (missing.length > 0) {
        return result({
          ok: false,
          code: 'folder-missing',
          message: `The mailbox has no folder ${missing.join(', ')}. Check the spelling, or make the folder.`,
        });
      }
      for (const { path } of folders) await session.openFolder(path);
      return result({ ok: true, message: `Signed in to ${host}; ${folders.length} folders can be read.` });
    } finally {
      session.close();
    }
  } catch (error) {
    return result({ ok: false, ...problemOfTest(error, { kind: 'imap', host, port }) });
  }
};
