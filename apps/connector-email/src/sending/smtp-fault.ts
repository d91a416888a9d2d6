import { PermanentError, TemporaryError } from '@filo/connector';
import { problemOf, whyOfProblem, type ServerName } from '../servers/server-problem.js';

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  response?: string;
  command?: string;
}

/** How far a transaction got when it failed. */
export type SmtpStage = 'before-data' | 'data-started';

/**
 * What a failed transaction means. A reply of the server is an answer, whenever it comes: 5xx no, 4xx not now, and nothing
 * was taken. Silence before the data means that nothing was sent; silence after the first byte means that nobody knows, and
 * stays a plain error.
 */
export const smtpFault = (error: unknown, stage: SmtpStage, server: ServerName): Error => {
  if (error instanceof TemporaryError || error instanceof PermanentError) return error;
  const { code, responseCode, response, message = String(error) } = error as SmtpError;
  const words = (response ?? message).slice(0, 1500);
  if (isAnswer(error as SmtpError)) {
    if (responseCode! >= 500 && responseCode !== 503 && responseCode !== 535 && responseCode !== 530) {
      return new PermanentError(codeOf(words, responseCode!), `${server.host} refused: ${words}`, {
        ...{ cause: error, with: { host: server.host, said: words.slice(0, 500) } },
      });
    }
    if (stage === 'data-started' || responseCode! < 500) {
      const named = { host: server.host, said: words.slice(0, 500) };
      return new TemporaryError(`${server.host} asked to wait: ${words}`, {
        ...{ cause: error, why: { code: 'mail-asked-to-wait', with: named } },
      });
    }
  }
  const own = code === undefined ? undefined : refusedByUs[code];
  if (own !== undefined && responseCode === undefined && stage === 'before-data') {
    return new PermanentError(own, `The mail cannot be sent through ${server.host}: ${words}`, {
      ...{ cause: error, with: { host: server.host, said: words.slice(0, 500) } },
    });
  }
  if (stage === 'data-started')
    return new Error(`The line to ${server.host} was cut: ${words}`, { cause: error });
  const problem = problemOf(error, server);
  return new TemporaryError(`${problem.message} (${words})`, {
    ...{ cause: error, why: whyOfProblem(problem, server) },
  });
};

/** What the library refuses before it asks the server. */
const refusedByUs: Readonly<Record<string, string>> = { EMESSAGE: 'too-large', EENVELOPE: 'bad-address' };

/** A login or STARTTLS that fails says nothing about the mail. */
const isAnswer = ({ responseCode, command, code }: SmtpError): boolean =>
  responseCode !== undefined &&
  responseCode >= 400 &&
  code !== 'EAUTH' &&
  code !== 'ETLS' &&
  command !== 'CONN';

/** The enhanced status code where there is one (RFC 3463), else the reply code. */
const codeOf = (words: string, responseCode: number): string =>
  /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(words)?.[1] ?? String(responseCode);
