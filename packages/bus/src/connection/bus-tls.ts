import { accessSync, constants } from 'node:fs';
import { PermanentError } from '../errors.js';

/** How a bus behind TLS is told from others, and how it tells us from others; PEM files. */
export interface BusTls {
  /** Who signed the server's certificate; without it, the authorities that Node knows. */
  caFile?: string | undefined;
  /** Shown to a server that wants to see a certificate. */
  certFile?: string | undefined;
  keyFile?: string | undefined;
}

interface Secured {
  servers: string | readonly string[];
  tls?: BusTls;
}

/**
 * For the client library, which speaks in clear to a server without TLS unless it is told not to: undefined where TLS was
 * not asked for, neither by the address nor by a file.
 */
export const tlsOptions = ({ servers, tls }: Secured): BusTls | undefined => {
  const files = Object.fromEntries(Object.entries(tls ?? {}).filter(([, file]) => file !== undefined));
  const wanted = String(servers)
    .split(',')
    .some((server) => server.trim().startsWith('tls:'));
  return wanted || Object.keys(files).length > 0 ? files : undefined;
};

/** @throws {PermanentError} files that are not there, and half of a certificate, before anything waits for a server */
export const checkTlsFiles = ({ tls = {} }: Pick<Secured, 'tls'>): void => {
  if ((tls.certFile === undefined) !== (tls.keyFile === undefined))
    throw new PermanentError(
      'bus-refused',
      'NATS_CERT_FILE and NATS_KEY_FILE belong together: set both, or none.',
    );
  for (const [name, file] of [
    ['NATS_CA_FILE', tls.caFile],
    ['NATS_CERT_FILE', tls.certFile],
    ['NATS_KEY_FILE', tls.keyFile],
  ] as const) {
    if (file === undefined) continue;
    try {
      accessSync(file, constants.R_OK);
    } catch (cause) {
      throw new PermanentError('bus-refused', `${name}: ${file} cannot be read.`, { cause });
    }
  }
};

/** Codes of Node and OpenSSL for a certificate that is not what we trust. */
const refusals =
  /^(CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_(VERIFY|GET_ISSUER)|HOSTNAME_MISMATCH|ERR_TLS_CERT|ERR_SSL_|ERR_OSSL_)/;

/**
 * Why a server is not trusted, for people; undefined when that is not what is wrong. A server that wants a certificate of
 * ours and gets none says nothing: it hangs up, which looks like a server that is away.
 */
export const distrust = (error: unknown): string | undefined => {
  const { code = '', message = '', cause } = error as NodeJS.ErrnoException;
  if (refusals.test(code)) return `${message} (${code})`;
  if (message.includes(`server does not support 'tls'`)) return 'it does not offer TLS';
  return cause === undefined || cause === null ? undefined : distrust(cause);
};
