import type { MessageView, OutboxPage, PersonPage, QuarantineItem } from '@filo/contracts/http';
import { createTransport } from 'nodemailer';
import type { Api } from '../api.js';
import { Filo } from '../filo.js';
import { holds } from '../holds.js';
import { capturedFor, threadOf } from '../look-up.js';
import { startDns } from './dns.js';
import { domains, type Domain, type SpoofCase } from './spoof-cases.js';
import {
  forger,
  forwarder,
  letter,
  ownerOf,
  signedBy,
  spoofMail,
  trustedHost,
  zoneFor,
  type Stolen,
} from './spoof-mail.js';

export interface SpoofWorld {
  filo: Filo;
  api: Api;
  stolen: Record<Domain, Stolen>;
  send(one: SpoofCase): Promise<void>;
  remove(): Promise<void>;
}

/** What only the owner of a domain and we may read. */
export const secretOf = (domain: Domain): string => `the-secret-of-${domain}`;

/**
 * An installation that asks a DNS of the test, whose account trusts one host and lists one forwarder, and where the owner of
 * each domain has written to us and was answered. `ip` is where the forger's server stands.
 */
export const openSpoofWorld = async (ip: string): Promise<SpoofWorld> => {
  const dns = await startDns(zoneFor(ip));
  const env = { FILO_HOST: '0.0.0.0', FILO_DOOR_NETWORKS: ip, FILO_DNS_SERVERS: dns.address };
  const filo = await Filo.start({ env });
  const api = await filo.signIn();
  const [account] = (await api.accounts()).items.filter(({ channel }) => channel === 'email');
  await api.request('PATCH', `/accounts/${account!.id}`, {
    trustedHosts: [trustedHost],
    forwarders: [forwarder],
  });
  await trusts(filo, api);
  const stolen = {} as Record<Domain, Stolen>;
  for (const domain of domains) stolen[domain] = await converse(filo, api, domain);
  return {
    filo,
    api,
    stolen,
    send: async (one) => sendCase(filo, { ip, one, raw: await spoofMail(one, stolen[one.domain]) }),
    remove: async () => {
      await filo.remove();
      dns.close();
    },
  };
};

/** The connector has heard of the account's settings when it believes the trusted host. */
const trusts = async (filo: Filo, api: Api): Promise<void> => {
  let n = 0;
  await holds(
    async () => {
      n += 1;
      const raw = letter({
        from: 'probe@probe.example',
        to: 'support@localhost',
        messageId: `<probe-${n}@probe.example>`,
        subject: 'Probe',
        text: `Probe ${n}`,
      });
      const vouched = `Authentication-Results: ${trustedHost}; dmarc=pass header.from=probe.example\r\n${raw}`;
      await handOver(filo.ports.smtp, { from: 'probe@probe.example', to: 'support@localhost', raw: vouched });
      const { page } = await threadOf(api, 'probe@probe.example', ({ items }) => items.length === n);
      if (page.items.at(-1)?.authorProof !== 'proven') throw new Error('not trusted yet');
    },
    { timeoutMs: 60_000, intervalMs: 500 },
  );
};

/** The owner writes, signed; we answer. */
const converse = async (filo: Filo, api: Api, domain: Domain): Promise<Stolen> => {
  const theirs = `<first@${domain}.example>`;
  const raw = letter({
    from: ownerOf(domain),
    to: 'support@localhost',
    messageId: theirs,
    subject: 'My account',
    text: `Please keep this between us: ${secretOf(domain)}.`,
  });
  const signed = await signedBy(raw, `${domain}.example`);
  await handOver(filo.ports.smtp, { from: ownerOf(domain), to: 'support@localhost', raw: signed });
  const { id, page } = await threadOf(api, ownerOf(domain), ({ items }) => items.length === 1);
  if (page.items[0]?.authorProof !== 'proven') throw new Error(`${domain} could not prove who he is.`);
  const { message } = await api.reply(id, { text: `We keep ${secretOf(domain)}.` });
  const sent = (await capturedFor(api, message.id)).replace(/\r\n[ \t]+/g, ' ');
  const replyTo = /^Reply-To:.*?([^\s<>]+@[^\s<>]+)/im.exec(sent)?.[1] ?? '';
  return { replyTo, ours: /^Message-ID: *(<[^>]+>)/im.exec(sent)?.[1] ?? '', theirs };
};

const sendCase = (filo: Filo, { ip, one, raw }: { ip: string; one: SpoofCase; raw: string }) =>
  handOver(filo.ports.smtp, {
    host: one.way === 'relayed' ? '127.0.0.1' : ip,
    from: one.way === 'posing' ? ownerOf(one.domain) : forger,
    to: /^To: (.*)$/m.exec(raw)![1]!.trim(),
    raw,
  });

interface Hand {
  host?: string;
  from: string;
  to: string;
  raw: string;
}

const handOver = async (port: number, { host = '127.0.0.1', from, to, raw }: Hand): Promise<void> => {
  const transport = createTransport({ host, port, ignoreTLS: true, name: 'mail.evil.example' });
  try {
    await transport.sendMail({ envelope: { from, to: [to] }, raw });
  } finally {
    transport.close();
  }
};

export interface Shown {
  threadId: string;
  message: MessageView;
}

export const everyPerson = (api: Api) => everyItem<PersonPage['items'][number]>(api, '/people');
export const everyQuarantined = (api: Api) => everyItem<QuarantineItem>(api, '/quarantine');
export const everyCaptured = (api: Api) => everyItem<OutboxPage['items'][number]>(api, '/outbox');

const everyItem = async <Item>(api: Api, path: string): Promise<Item[]> => {
  const all: Item[] = [];
  let cursor = '';
  do {
    const page = await api.get<{ items: Item[]; next: string | null }>(`${path}?limit=100${cursor}`);
    all.push(...page.items);
    cursor = page.next === null ? '' : `&cursor=${encodeURIComponent(page.next)}`;
  } while (cursor !== '');
  return all;
};
