import { connectorSettings } from '@filo/connector';
import { listSetting, loadConfig, portSetting } from '@filo/service';
import { isIP } from 'node:net';
import { z } from 'zod';

const network = z.string().refine((value) => {
  const [address = '', bits = '0'] = value.split('/');
  return isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128);
}, 'must be an address or a network such as 10.0.0.0/8');

/** What the form service reads from the environment; `.env.example` is tested against it. */
export const webformSettings = z.object({
  ...connectorSettings,
  NATS_USER: z.string().min(1).default('webform'),
  FILO_FORM_PORT: portSetting.default(4610),
  /** Submissions a minute from one address before a proof of work is asked for; 0: no limit. */
  FILO_FORM_RATE: z.coerce.number().int().min(0).max(10_000_000).default(60),
  /** Proxies whose X-Forwarded-For is believed. */
  FILO_TRUSTED_PROXIES: listSetting.pipe(z.array(network)).default([]),
});
export type WebformConfig = z.output<typeof webformSettings>;

/** Reads the environment once; throws a sentence that names every bad key. */
export const loadWebformConfig = (): WebformConfig => loadConfig(webformSettings, process.env);
