const codeOf = (error: unknown): string => {
  const { code, cause, driverError } = (error ?? {}) as {
    code?: unknown;
    cause?: unknown;
    driverError?: unknown;
  };
  if (typeof code === 'string') return code;
  const inner = driverError ?? cause;
  return inner === undefined || inner === null ? '' : codeOf(inner);
};

/** Deadlock, serialization failure, unique key taken meanwhile, a plan outdated by a migration: run again. */
export const isCollision = (error: unknown): boolean =>
  ['40P01', '40001', '23505', '0A000', '55P03'].includes(codeOf(error));

/** A unique key is taken: by somebody who was quicker, which a second look sees, or by a fault of ours, which it does not. */
export const isKeyTaken = (error: unknown): boolean => codeOf(error) === '23505';

/** No way to the other side, or none any more, and names or sockets that cannot be had for now. */
const netCodes =
  /^E(CONN\w+|PIPE|TIMEDOUT|HOST\w+|NET\w+|NOTFOUND|AI_\w+|ADDRNOTAVAIL|NOBUFS|[MN]FILE|SOCKET\w*)$/;

/** The words of the driver for a connection that it lost or could not have in time; they carry no code. */
const driverWords = /connection|terminat|timeout|socket|client was closed/i;

/**
 * The database is away: it cannot be reached, is starting, stopping or full of connections, or the connection is gone. Whether a commit
 * under way took place is not known.
 */
export const isConnectionLost = (error: unknown): boolean => {
  const code = codeOf(error);
  if (code === '') return error instanceof Error && driverWords.test(error.message);
  return /^(08|57P|53300)/.test(code) || netCodes.test(code);
};

/** The data itself cannot be stored, however often it is tried: classes 22 (data), 23 (integrity), 54 (limits). */
export const isRefusedData = (error: unknown): boolean =>
  /^(22|23|54)/.test(codeOf(error)) || error instanceof RangeError;

/** The statement took longer than it may. */
export const isTimedOut = (error: unknown): boolean => codeOf(error) === '57014';
