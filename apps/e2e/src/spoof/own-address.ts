import { networkInterfaces } from 'node:os';

/** An address of this machine that is not loopback, so that a server may be judged by it; nothing leaves the machine. */
export const ownAddress = (): string | undefined =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
