import { z } from 'zod';

/** Names of this machine, as addresses spell them. */
export const isLoopback = (hostname: string): boolean =>
  ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);

/** Secrets travel to it, so that it is encrypted unless it never leaves this machine. */
const isSafe = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || isLoopback(hostname);
};

/** The address of what is asked with secrets; `what` is named when it is not safe. */
export const safeAddress = (what: string) =>
  z.url({ protocol: /^https?$/ }).refine(isSafe, `${what} must be reached by https`);

/** The address of a service that an account lives at. */
export const serviceAddress = safeAddress('The service');
