import type { Verification } from '@filo/connector';
import type { SmtpServer } from '../email-settings.js';
import { SmtpClient, type SmtpClientOptions } from '../sending/smtp-client.js';
import { loginOf } from '../servers/server-login.js';
import { problemOfTest } from '../servers/server-problem.js';

/** Signs in to the SMTP server; sends nothing. */
export const verifySmtp = async (
  server: SmtpServer,
  secrets: Readonly<Record<string, string>>,
  options: Pick<SmtpClientOptions, 'name' | 'authorities'>,
): Promise<Verification> => {
  const startedAt = Date.now();
  const { host, port } = server;
  try {
    const client = await SmtpClient.open({
      server,
      login: loginOf('smtp', server.user, secrets),
      ...options,
    });
    client.quit();
    return { name: 'smtp', ok: true, message: `${host} takes our mail.`, durationMs: Date.now() - startedAt };
  } catch (error) {
    const problem = problemOfTest(error, { kind: 'smtp', host, port });
    return { name: 'smtp', ok: false, ...problem, durationMs: Date.now() - startedAt };
  }
};
