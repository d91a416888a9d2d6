import { z } from 'zod';
import type { BusTls } from './bus-tls.js';

/** What a service that uses the bus reads from the environment for this; apps spread it into their own schema. */
export const busTlsSettings = {
  /** Who signed the certificate of a `tls://` server, as a PEM file; absent: the authorities that Node knows. */
  NATS_CA_FILE: z.string().min(1).optional(),
  /** Our own certificate and its key, for a server that asks for one. */
  NATS_CERT_FILE: z.string().min(1).optional(),
  NATS_KEY_FILE: z.string().min(1).optional(),
};

export const busTlsOf = (settings: z.output<z.ZodObject<typeof busTlsSettings>>): BusTls => ({
  caFile: settings.NATS_CA_FILE,
  certFile: settings.NATS_CERT_FILE,
  keyFile: settings.NATS_KEY_FILE,
});
