import { z } from 'zod';

/** Secrets travel to it, so that it is encrypted unless it never leaves this machine. */
const isSafe = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
};

/** The address of what is asked with secrets; `what` is named when it is not safe. */
export const safeAddress = (what: string) =>
  z.url({ protocol: /^https?$/ }).refine(isSafe, `${what} must be reached by https`);

/** The address of a service that an account lives at. */
export const serviceAddress = safeAddress('The service');
