import { PermanentError, type Sending, type Sent } from '@filo/connector';
import type { Send } from '@filo/contracts';
import type { SmtpServer } from '../email-settings.js';
import { loginOf } from '../servers/server-login.js';
import { composeMail, type ComposedMail } from './compose-mail.js';
import { SendFault, SmtpClient, type SmtpPatience } from './smtp-client.js';
import { smtpFault } from './smtp-fault.js';

/** The mail with the bytes of its attachments, as it would leave. */
export const composeWithBlobs = async (
  message: Send,
  blobs: Pick<Sending['blobs'], 'get'>,
): Promise<ComposedMail> =>
  composeMail(message, await Promise.all(message.attachments.map(({ blob }) => blobs.get(blob))));

/**
 * Hands one mail to the account's SMTP server, for one recipient. Core is asked right before the first byte of the mail;
 * everything before that can be repeated without harm.
 */
export class SendMail {
  constructor(private readonly options: { name?: string; authorities?: string; patience?: SmtpPatience }) {}

  async run(message: Send, sending: Sending, server: SmtpServer): Promise<Sent & { mail: ComposedMail }> {
    const mail = await composeWithBlobs(message, sending.blobs);
    const client = await this.connect(server, sending.secrets);
    try {
      const words = await client.send(mail, mail.raw, () => sending.start());
      client.quit();
      return { detail: words, mail };
    } catch (error) {
      client.close();
      if (!(error instanceof SendFault)) throw error;
      throw smtpFault(error.cause, error.handedOver ? 'data-started' : 'before-data', serverName(server));
    }
  }

  private async connect(server: SmtpServer, secrets: Sending['secrets']): Promise<SmtpClient> {
    const login = loginOf('smtp', server.user, secrets);
    if (login !== undefined && login.password === undefined && login.accessToken === undefined) {
      throw new PermanentError(
        'password-missing',
        `No password is stored for ${server.host}. Nothing was sent. Enter it on the page of the account and send again.`,
      );
    }
    try {
      return await SmtpClient.open({ server, login, ...this.options });
    } catch (error) {
      throw smtpFault(error, 'before-data', serverName(server));
    }
  }
}

const serverName = ({ host, port }: SmtpServer) => ({ kind: 'smtp' as const, host, port });
