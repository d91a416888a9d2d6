import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A mail by swaks, as somebody at a shell sends one; resolves when the door has said 250. */
export const swaks = async (
  smtpPort: number,
  mail: { from: string; name: string; subject: string; text: string; messageId: string },
): Promise<void> => {
  await run('swaks', [
    ...['--server', '127.0.0.1', '--port', String(smtpPort), '--ehlo', 'customers.example'],
    ...['--from', mail.from, '--to', 'support@localhost', '--h-From', `"${mail.name}" <${mail.from}>`],
    ...['--h-Subject', mail.subject, '--h-Message-Id', mail.messageId, '--body', mail.text],
  ]);
};
