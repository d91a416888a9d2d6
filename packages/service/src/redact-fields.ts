/**
 * Makes log fields safe: what lives under a name that may hold a body, an address or a secret becomes `[redacted]`, and mail
 * addresses inside any other text are masked. Errors keep name, message, code and stack. Pure; never throws.
 */
export const redactFields = (fields: Record<string, unknown>): Record<string, unknown> =>
  redact(fields, 0, new WeakSet()) as Record<string, unknown>;

const hiddenNames =
  /^(.*(password|secret|token|authorization|cookie|credential|private_?key|api_?key|signature).*|text|new_?text|quoted_?text|html|body|raw|content|subject|preview|email|mail|address|addresses|from|to|cc|bcc|recipients?|reply_?to|author|sender|phone|handle|names?_?of_?person|facts|values)$/i;
const mailAddress = /[^\s@<>"'(),;:[\]]+@[^\s@<>"'(),;:[\]]+/g;
const depthMax = 6;

/** Masks mail addresses in a text and nothing else. */
export const maskAddresses = (text: string): string => text.replace(mailAddress, '[address]');

const redact = (value: unknown, depth: number, seen: WeakSet<object>): unknown => {
  if (typeof value === 'string') return maskAddresses(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (depth >= depthMax || seen.has(value)) return '[deeper]';
  seen.add(value);
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1, seen));
  if (value instanceof Error) return redactError(value, depth, seen);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      hiddenNames.test(name) && holdsText(inner) ? '[redacted]' : redact(inner, depth + 1, seen),
    ]),
  );
};

/** Counts, flags and absent values give nothing away and stay readable. */
const holdsText = (value: unknown): boolean =>
  (typeof value === 'string' && value !== '') || (typeof value === 'object' && value !== null);

const redactError = (error: Error, depth: number, seen: WeakSet<object>): Record<string, unknown> => ({
  type: error.name,
  message: maskAddresses(error.message),
  ...('code' in error ? { code: error.code } : {}),
  // Causes are told by their message; one stack is enough to find the place.
  ...(depth > 1 ? {} : { stack: framesOf(error) }),
  ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1, seen) }),
});

/** Without the message, which is masked beside it; paths of packages look like addresses and must stay readable. */
const framesOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
