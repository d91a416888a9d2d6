import { z } from 'zod';

/** Secrets travel to it, so that it is encrypted unless it never leaves this machine. */
const isSafe = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
};

/** The address of a service that an account lives at. */
export const serviceAddress = z
  .url({ protocol: /^https?$/ })
  .refine(isSafe, 'The service must be reached by https');
