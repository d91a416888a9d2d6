import type { QuarantineItem, ReplyOptions } from '@filo/contracts/http';
import { holds } from '../src/holds.js';
import { capturedFor } from '../src/look-up.js';
import { ownAddress } from '../src/spoof/own-address.js';
import { domains, mustBecome, spoofCases, type SpoofCase } from '../src/spoof/spoof-cases.js';
import { forger, ownerOf } from '../src/spoof/spoof-mail.js';
import {
  everyCaptured,
  everyPerson,
  everyQuarantined,
  openSpoofWorld,
  secretOf,
  type Shown,
  type SpoofWorld,
} from '../src/spoof/spoof-world.js';
import { wordsOf } from '../src/spoof/words-of.js';

interface Found extends Partial<Shown> {
  one: SpoofCase;
  held?: QuarantineItem;
  /** What an agent's answer sent, and to whom. */
  answered?: { to: string[]; strayBytes: number };
}

const authorOf = ({ kind, domain }: SpoofCase) => (kind === 'stranger' ? forger : ownerOf(domain));
const cells = ({ one, message, held, answered }: Found): string[] => [
  ...[String(one.n), one.kind, one.domain, one.dkim, one.way, one.arc, one.results],
  ...[one.token, one.references, one.copy],
  message?.authorProof ?? (held ? 'failed' : 'lost'),
  message?.authorProofReason ?? /\(([^)]*=[^)]*)\)/.exec(held?.reason ?? '')?.[1] ?? '',
  answered ? answered.to.join(' ') : held ? 'nobody: quarantine' : '',
];
const head = ['#', 'kind', 'domain', 'DKIM', 'way', 'ARC', 'A-R', 'token', 'References', 'Cc', 'verdict'];
const table = (rows: string[][]): string => {
  const all = [[...head, 'reason', 'answered to'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

const own = ownAddress();
const suite = own === undefined ? describe.skip : describe;
suite('the spoof matrix (left out where the machine has no address but loopback, and gets none)', () => {
  const cases = spoofCases();
  let world: SpoofWorld;
  let found: Found[] = [];

  beforeAll(async () => {
    world = await openSpoofWorld(own!.address);
    const waiting = [...cases];
    const sender = async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) await world.send(one);
    };
    await Promise.all(Array.from({ length: 4 }, sender));
    await holds(
      async () => {
        found = await lookUp(world, cases);
        expect(found.filter(({ message, held }) => !message && !held).map(({ one }) => one.n)).toEqual([]);
      },
      { timeoutMs: 60_000, intervalMs: 1_000 },
    );
  }, 400_000);

  afterAll(async () => {
    await world?.remove();
    own!.remove();
  });

  it('believes, marks or holds each mail as the table of evidence says', () => {
    expect(cases.length).toBeGreaterThanOrEqual(80);
    const wrong = found.filter(
      ({ one, message, held }) => (message?.authorProof ?? (held && 'failed')) !== mustBecome(one),
    );
    expect(table(wrong.map(cells))).toBe(table([]));
  });

  it('links nobody to anybody: 0 wrong links, and each mail in the thread of its author alone', async () => {
    const people = await everyPerson(world.api);
    const addresses = people.map(({ identities }) =>
      identities
        .map(({ key }) => key)
        .sort()
        .join(' '),
    );
    const wanted = [...domains.map(ownerOf), forger, 'probe@probe.example'];
    expect(addresses.sort()).toEqual(wanted.sort());
    const misfiled = found.filter(
      ({ one, message, threadId }) =>
        message !== undefined &&
        !people.some(({ id, identities }) => id === threadId && identities[0]?.key === authorOf(one)),
    );
    expect(misfiled.map(({ one }) => one.n)).toEqual([]);
  });

  it('sends 0 bytes of history to a wrong address, whether by itself or when an agent answers', async () => {
    const { api } = world;
    // Our answers to the owners, and nothing by itself.
    expect((await api.outbox()).items).toHaveLength(domains.length);
    for (const one of found) if (one.message) one.answered = await answer(world, one);
    const answers = found.filter(({ answered }) => answered !== undefined).length;
    expect(await everyCaptured(api)).toHaveLength(domains.length + answers);
    console.log(table(found.map(cells)));
    const wrong = found.filter(
      ({ one, answered }) => answered && (answered.to.join() !== authorOf(one) || answered.strayBytes > 0),
    );
    expect(wrong.map(({ one, answered }) => [one.n, answered])).toEqual([]);
    expect(found.reduce((sum, { answered }) => sum + (answered?.strayBytes ?? 0), 0)).toBe(0);
  }, 400_000);
});

const lookUp = async ({ api }: SpoofWorld, cases: readonly SpoofCase[]): Promise<Found[]> => {
  const shown = new Map<number, Shown>();
  for (const { id } of await everyPerson(api))
    for (const message of await api.everyMessage(id)) {
      const n = Number(/This is case-(\d+)\./.exec(message.text)?.[1]);
      if (!Number.isNaN(n)) shown.set(n, { threadId: id, message });
    }
  const held = await everyQuarantined(api);
  return cases.map((one) => ({
    one,
    ...shown.get(one.n),
    held: held.find(({ subject }) => new RegExp(`^Case ${one.n}\\b`).test(subject ?? '')),
  }));
};

/** An agent answers as the page offers it; counted are bytes that hold words of other messages, or go to anybody else. */
const answer = async ({ api }: SpoofWorld, { one, threadId, message }: Found) => {
  const options = await api.get<ReplyOptions>(
    `/threads/${threadId!}/reply-options?topicId=${message!.topicId ?? ''}`,
  );
  if (mustBecome(one) === 'claimed')
    expect(options.offered.map(({ role }) => role)).not.toContain('reply-to');
  const sent = await api.reply(threadId!, { text: `Answer to ${one.n}`, answersMessageId: message!.id });
  const raw = await capturedFor(api, sent.message.id);
  const mail = (await api.outbox()).items.filter(({ messageId }) => messageId === sent.message.id);
  const to = mail.flatMap((copy) => copy.to);
  const words = wordsOf(raw);
  const header = raw.slice(0, raw.indexOf('\r\n\r\n'));
  expect(header.match(/^(?:Cc|Bcc):/im)).toBeNull();
  const secrets = domains.map(secretOf).filter((secret) => words.includes(secret));
  const others = words.match(/case-(\d+)/g)?.filter((name) => name !== `case-${one.n}`) ?? [];
  const stray = [...secrets, ...others, ...to.filter((address) => address !== authorOf(one))];
  return { to, strayBytes: stray.join('').length };
};
