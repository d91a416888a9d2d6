/** How values of one type are written in Postgres' binary form. */
export interface Element {
  /** The type's number in every Postgres. */
  oid: number;
  size(value: unknown): number;
  /** Writes just as many bytes as `size` says. */
  write(into: Buffer, value: unknown, at: number): void;
}

export type ElementType = keyof typeof elementTypes;

/** `text[]` within an array cannot be sent as such: it goes as the text of an array literal. */
export const elementTypes = {
  uuid: { oid: 2950, size: () => 16, write: (into, value, at) => writeUuid(into, value as string, at) },
  text: {
    oid: 25,
    size: (value) => Buffer.byteLength(value as string),
    write: (into, value, at) => into.write(value as string, at),
  },
  jsonb: {
    oid: 3802,
    size: (value) => 1 + Buffer.byteLength(value as string),
    // Version 1 of the form, then the JSON as text.
    write: (into, value, at) => into.write(value as string, into.writeUInt8(1, at)),
  },
  timestamptz: {
    oid: 1184,
    size: () => 8,
    write: (into, value, at) => writeInt64(into, microsecondsOf(value as string) - in2000, at),
  },
  boolean: {
    oid: 16,
    size: () => 1,
    write: (into, value, at) => into.writeUInt8(value === true ? 1 : 0, at),
  },
  int: { oid: 23, size: () => 4, write: (into, value, at) => into.writeInt32BE(value as number, at) },
  bigint: { oid: 20, size: () => 8, write: (into, value, at) => writeInt64(into, value as number, at) },
} satisfies Record<string, Element>;

/** Where Postgres' clock begins. */
const in2000 = Date.UTC(2000, 0) * 1000;

/** Instants are kept to the microsecond, as Postgres keeps them; JavaScript's own parser stops at the millisecond. */
const microsecondsOf = (instant: string): number => {
  if (instant.length <= lengthInMilliseconds) return Date.parse(instant) * 1000;
  const fraction = /\.(\d+)/.exec(instant)?.[1] ?? '';
  const whole = Date.parse(instant.replace(`.${fraction}`, ''));
  return whole * 1000 + Math.round(Number(`0.${fraction}`) * 1e6);
};

const lengthInMilliseconds = '2026-01-05T09:00:00.000Z'.length;

/** Whole numbers that JavaScript holds exactly. */
const writeInt64 = (into: Buffer, value: number, at: number): void => {
  if (!Number.isSafeInteger(value))
    throw new RangeError(`${value} is no whole number that Postgres can be given`);
  const high = Math.floor(value / 2 ** 32);
  into.writeInt32BE(high, at);
  into.writeUInt32BE(value - high * 2 ** 32, at + 4);
};

/** Digit by digit: several ids are written for each message, and a call for each of them would cost six times as much. */
const writeUuid = (into: Buffer, uuid: string, at: number): void => {
  let digits = 0;
  for (let n = 0; n < uuid.length; n++) {
    const code = uuid.charCodeAt(n);
    if (code === dash) continue;
    const digit = code < 128 ? hexDigits[code]! : -1;
    if (digit < 0 || digits === 32) throw new RangeError(`${uuid} is no UUID`);
    const place = at + (digits >> 1);
    into[place] = digits % 2 === 0 ? digit << 4 : into[place]! | digit;
    digits++;
  }
  if (digits !== 32) throw new RangeError(`${uuid} is no UUID`);
};

const dash = '-'.charCodeAt(0);
const hexDigits = Int8Array.from({ length: 128 }, (_, code) =>
  '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase()),
);
