/** What keeps us from a network although nobody there has refused anything. */
export type LineTrouble = 'unreachable' | 'host-unknown' | 'certificate-bad' | 'too-slow';

/** As deep as errors lie in each other. */
const deepest = 8;

/** Codes of Node, of its `fetch` and of TLS. */
const kinds: readonly [LineTrouble, RegExp][] = [
  ['host-unknown', /^(?:ENOTFOUND|EAI_AGAIN|EAI_NODATA|EAI_NONAME)$/],
  ['certificate-bad', /^(?:ERR_TLS_)?(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)|^ERR_SSL|^EPROTO$/],
  // The last is all that the library of X says of it.
  ['too-slow', /^(?:UND_ERR_\w+_TIMEOUT|ETIMEDOUT|ESOCKETTIMEDOUT)$|^TimeoutError$|^Request timeout\.$/],
  ['unreachable', /^(?:ECONN\w+|EHOST\w+|ENET\w+|EPIPE|UND_ERR_\w+)$/],
];

/** What an error of a line is, by the codes that it and its causes carry; undefined where it is none of a line. Pure. */
export const lineTroubleOf = (error: unknown): LineTrouble | undefined => {
  const codes = codesOf(error);
  return kinds.find(([, pattern]) => codes.some((code) => pattern.test(code)))?.[0];
};

const codesOf = (error: unknown): string[] => {
  const codes: string[] = [];
  let one: unknown = error;
  for (let depth = 0; depth < deepest && typeof one === 'object' && one !== null; depth += 1) {
    const { code, name, message, cause, error: inner, errors } = one as Record<string, unknown>;
    for (const word of [code, name, message]) if (typeof word === 'string') codes.push(word);
    one = cause ?? inner ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return codes;
};
