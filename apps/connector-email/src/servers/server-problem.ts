import type { Why } from '@filo/contracts';
import type { ServerKind } from './server-login.js';

export type ProblemCode =
  | 'wrong-password'
  | 'unreachable'
  | 'host-not-found'
  | 'certificate-expired'
  | 'certificate-untrusted'
  | 'certificate-name'
  | 'starttls-missing'
  | 'tls-failed'
  | 'timeout'
  | 'folder-missing'
  | 'refused';

/** Why a mail server did not do what we asked. */
export interface ServerProblem {
  code: ProblemCode;
  /** What happened, what is safe, what to do. */
  message: string;
  /** The other side's own words. */
  detail?: string;
}

export interface ServerName {
  kind: ServerKind;
  host: string;
  port: number;
}

interface Told {
  message?: string;
  code?: string;
  originalCode?: string;
  authenticationFailed?: boolean;
  mailboxMissing?: boolean;
  tlsFailed?: boolean;
  command?: string;
  response?: unknown;
  responseText?: string;
  cause?: unknown;
}

/** The same for other languages. */
export const whyOfProblem = ({ code }: ServerProblem, { kind, host, port }: ServerName): Why => ({
  code: `mail-${code}`,
  with: { kind, host, port },
});

/** Reads the errors of both mail libraries, of TLS and of the network, met by an account that is in use. */
export const problemOf = (error: unknown, server: ServerName): ServerProblem =>
  problemSaying(error, server, isSafe[server.kind]);

/** The same, met by a test: nothing is stored of what is tested, so that no mail and no answer is at stake. */
export const problemOfTest = (error: unknown, server: ServerName): ServerProblem =>
  problemSaying(error, server, '');

const problemSaying = (error: unknown, server: ServerName, safe: string): ServerProblem => {
  const told = (error ?? {}) as Told;
  const code = codeOf(told);
  const detail = wordsOf(told);
  return { code, message: sentenceOf(code, server, safe), ...(detail === undefined ? {} : { detail }) };
};

const network: Readonly<Record<string, ProblemCode>> = {
  ENOTFOUND: 'host-not-found',
  EAI_AGAIN: 'host-not-found',
  EAI_NODATA: 'host-not-found',
  EDNS: 'host-not-found',
  CERT_HAS_EXPIRED: 'certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-untrusted',
  CERT_NOT_YET_VALID: 'certificate-untrusted',
  CERT_REVOKED: 'certificate-untrusted',
  CONNECT_TIMEOUT: 'timeout',
  GREETING_TIMEOUT: 'timeout',
  UPGRADE_TIMEOUT: 'timeout',
  ETIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EPIPE: 'unreachable',
  EAUTH: 'wrong-password',
  EOAUTH2: 'wrong-password',
};

const codeOf = (told: Told): ProblemCode => {
  const text = told.message ?? '';
  if (told.authenticationFailed) return 'wrong-password';
  if (told.mailboxMissing) return 'folder-missing';
  if (/does not support STARTTLS/i.test(text)) return 'starttls-missing';
  if (told.command === 'STARTTLS' && told.response !== undefined) return 'starttls-missing';
  for (const code of [told.originalCode, (told.cause as Told | undefined)?.code, told.code]) {
    const known = code === undefined ? undefined : network[code];
    if (known !== undefined) return known;
  }
  if (/certificate has expired/i.test(text)) return 'certificate-expired';
  if (/self[- ]signed certificate|unable to verify/i.test(text)) return 'certificate-untrusted';
  if (/altname|does not match certificate/i.test(text)) return 'certificate-name';
  if (
    told.tlsFailed ||
    told.code === 'ETLS' ||
    told.code === 'EPROTO' ||
    /wrong version number/i.test(text)
  ) {
    return 'tls-failed';
  }
  return told.response === undefined && told.responseText === undefined ? 'unreachable' : 'refused';
};

const wordsOf = (told: Told): string | undefined => {
  const words = told.responseText ?? (typeof told.response === 'string' ? told.response : told.message);
  return words?.slice(0, 2000);
};

const isSafe: Readonly<Record<ServerKind, string>> = {
  imap: 'Mail stays in the mailbox and is read later. ',
  smtp: 'Answers wait here and leave later. ',
};

const sentenceOf = (code: ProblemCode, { kind, host, port }: ServerName, safe: string): string => {
  const name = `${kind === 'imap' ? 'The IMAP' : 'The SMTP'} server ${host}:${port}`;
  return `${whatHappened[code](name, host)} ${safe}${whatToDo[code]}`;
};

const whatHappened: Readonly<Record<ProblemCode, (name: string, host: string) => string>> = {
  'wrong-password': (name) => `${name} refused the user name or password.`,
  unreachable: (name) => `${name} could not be reached.`,
  'host-not-found': (_name, host) => `No server with the name ${host} could be found.`,
  'certificate-expired': (name) => `The certificate of ${lower(name)} has expired.`,
  'certificate-untrusted': (name) =>
    `The certificate of ${lower(name)} comes from nobody this machine trusts.`,
  'certificate-name': (name, host) => `The certificate of ${lower(name)} is not made out to ${host}.`,
  'starttls-missing': (name) => `${name} offers no STARTTLS.`,
  'tls-failed': (name) => `${name} did not agree on an encrypted connection.`,
  timeout: (name) => `${name} did not answer in time.`,
  'folder-missing': (name) => `${name} has no such folder.`,
  refused: (name) => `${name} refused.`,
};

const whatToDo: Readonly<Record<ProblemCode, string>> = {
  'wrong-password': 'Enter the right one; some providers want an app password.',
  unreachable: 'Check host and port, and whether a firewall stands between.',
  'host-not-found': 'Check the spelling of the host, and whether this machine can look up names.',
  'certificate-expired': 'Ask whoever runs the server to renew it.',
  'certificate-untrusted':
    'Have it signed by a known authority, or add its authority to FILO_MAIL_AUTHORITIES_FILE.',
  'certificate-name': 'Use the name that stands in the certificate.',
  'starttls-missing': 'Choose TLS with its own port, or ask whoever runs the server.',
  'tls-failed': 'Choose another security for this port: often TLS is 993 and 465, STARTTLS 143 and 587.',
  timeout: 'Check host, port and security; otherwise wait, it is tried again.',
  'folder-missing': 'Check the spelling of the folder, or make it.',
  refused: 'Read its words below.',
};

const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
