import { isIP } from 'node:net';
import type { DoorClient } from '../receiving/arrival.js';
import type { DnsQuestion } from './ask-dns.js';

/** A forwarder, or a program on this machine, sends for others: SPF says nothing about it. */
export const judgeableClient = (
  client: DoorClient | undefined,
  forwarders: readonly string[],
): DoorClient | undefined => {
  if (client === undefined || isIP(client.ip) === 0) return undefined;
  const ip = addressOf(client);
  if (ip === '::1' || ip.startsWith('127.')) return undefined;
  return forwarders.some((forwarder) => forwarder.toLowerCase() === ip) ? undefined : client;
};

/**
 * Whether the client is a forwarder that is listed by its name. Anybody can say any name in EHLO, so the name must also lead
 * to its address. Rejects when DNS does not answer.
 */
export const isNamedForwarder = async (
  client: DoorClient,
  forwarders: readonly string[],
  dns: DnsQuestion,
): Promise<boolean> => {
  const name = client.name.toLowerCase();
  if (!forwarders.some((forwarder) => forwarder.toLowerCase() === name)) return false;
  const ip = addressOf(client);
  try {
    return (await dns(name, isIP(ip) === 6 ? 'AAAA' : 'A')).flat().includes(ip);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTFOUND' || code === 'ENODATA') return false;
    throw error;
  }
};

const addressOf = ({ ip }: DoorClient): string => ip.toLowerCase().replace(/^::ffff:/, '');
