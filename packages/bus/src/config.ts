import { z } from 'zod';
import { busTlsOf, busTlsSettings } from './connection/bus-tls-settings.js';
import type { ProvisionOptions } from './provision.js';

const environment = z.object({
  ...busTlsSettings,
  NATS_URL: z.string().min(1).default('nats://127.0.0.1:4222'),
  NATS_USER: z.string().optional(),
  NATS_PASSWORD: z.string().optional(),
  /** The server's monitoring endpoint; without it nobody knows whether the server fsyncs. */
  NATS_MONITOR_URL: z.url().optional(),
  /** The operator's word that it does, for a server without that endpoint. */
  NATS_SYNC_ALWAYS: z.stringbool().default(false),
  NODE_ENV: z.string().default('development'),
  FILO_STREAM_PREFIX: z.string().default(''),
  /** Connectors and their channels, such as `email=email social=x,bluesky,mastodon`; default: all that Filo ships. */
  FILO_CONNECTORS: z.string().optional(),
});

/** Reads the provisioner's options; an empty variable counts as absent. Throws naming every bad one. */
export function provisionConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): ProvisionOptions {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = environment.safeParse(given);
  if (!read.success)
    throw new Error(`The provisioner's environment is wrong:\n${z.prettifyError(read.error)}`);
  const { data } = read;
  return {
    servers: data.NATS_URL,
    tls: busTlsOf(data),
    user: data.NATS_USER,
    password: data.NATS_PASSWORD,
    monitorUrl: data.NATS_MONITOR_URL,
    vouchedFor: data.NATS_SYNC_ALWAYS,
    productionMode: data.NODE_ENV === 'production',
    streamPrefix: data.FILO_STREAM_PREFIX,
    connectors: data.FILO_CONNECTORS === undefined ? undefined : parseConnectors(data.FILO_CONNECTORS),
  };
}

export function parseConnectors(text: string): Record<string, string[]> {
  return Object.fromEntries(
    text
      .split(/\s+/)
      .filter(Boolean)
      .map((part) => {
        const [name = '', channels = name] = part.split('=');
        return [name, channels.split(',')];
      }),
  );
}
