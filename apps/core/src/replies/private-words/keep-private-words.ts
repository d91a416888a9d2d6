import { setImmediate } from 'node:timers/promises';
import type { PrivateWords, ReplyCreate } from '@filo/contracts/http';
import type { Reader } from '../../access/reader.js';
import { formUrlOf, publicUrlOf, type CoreSettings } from '../../config.js';
import type { Queryable } from '../../database/queryable.js';
import { DomainError } from '../../http/domain-error.js';
import { orderPattern } from './find-details.js';
import { FindPrivateWords, type SaidBefore } from './find-private-words.js';
import { FindStreets } from './find-streets.js';
import { linesOfReply } from './lines-of-reply.js';
import { withOwnStreets } from './street-words.js';
import { messagesLookedAt } from './threads-looked-at.js';

/** On this machine others live at other ports. */
const hostOf = (url: string): string => {
  const { hostname, host } = new URL(url);
  return ['127.0.0.1', '[::1]', 'localhost'].includes(hostname) ? host : hostname;
};

export type PublicWordSettings = Pick<CoreSettings, 'FILO_PUBLIC_URL' | 'FILO_HTTP_PORT'> &
  Partial<
    Pick<CoreSettings, 'FILO_FORM_URL' | 'FILO_PUBLIC_CONTACTS' | 'FILO_ORDER_NUMBERS' | 'FILO_STREET_WORDS'>
  >;

/** What may be said in public, how orders are numbered, and what streets are called. */
export class PublicWordRules {
  constructor(
    /** Addresses and numbers of ours. */
    readonly open: readonly string[],
    readonly orders: readonly RegExp[],
    /** Hosts of ours, where a link may be for one person alone. */
    readonly hosts: readonly string[] = [],
    readonly streets = new FindStreets(),
  ) {}

  static of(settings: PublicWordSettings): PublicWordRules {
    const { FILO_PUBLIC_CONTACTS: open = [], FILO_ORDER_NUMBERS: orders = [] } = settings;
    const hosts = [publicUrlOf(settings), formUrlOf(settings)].map(hostOf);
    const streets = new FindStreets(withOwnStreets(settings.FILO_STREET_WORDS ?? []));
    return new PublicWordRules(open, orders.map(orderPattern), [...new Set(hosts)], streets);
  }
}

/** Read at once; of a text may be half a megabyte. */
const perPage = 50;

interface Asked {
  reader: Reader;
  rules: PublicWordRules;
  personId: string;
  reply: ReplyCreate;
  /** Whom only followers can read, where everybody reads an answer. */
  followersOnly?: string | undefined;
}

/**
 * Refuses a public reply that tells private words, with what was found, unless the agent has said of each that it goes all the same. Looks at
 * what the agent may see, so that nobody can ask by trying what stands elsewhere. The threads are read when this begins, before anybody
 * waits for it; what came since is read when it is judged, under the thread's lock.
 */
export class KeepPrivateWords {
  readonly #read = new Set<string>();

  private constructor(
    private readonly asked: Asked,
    private readonly finding: FindPrivateWords,
  ) {}

  static async begin(db: Queryable, asked: Asked): Promise<KeepPrivateWords> {
    const ours = (await db.query(ourAddresses)) as { address: string }[];
    const finding = new FindPrivateWords(linesOfReply(asked.reply), {
      ours: [...asked.rules.open, ...ours.map(({ address }) => address)],
      orders: asked.rules.orders,
      streets: asked.rules.streets,
    });
    const begun = new KeepPrivateWords(asked, finding);
    await begun.#readOn(db);
    return begun;
  }

  /** Resolves with what goes all the same. */
  async run(db: Queryable): Promise<PrivateWords['found']> {
    await this.#readOn(db);
    const { followersOnly } = this.asked;
    const found = [
      ...(followersOnly === undefined ? [] : [{ kind: 'followers-only' as const, text: followersOnly }]),
      ...this.finding.found(),
    ];
    const meant = new Set(this.asked.reply.sayAnyway);
    if (found.every(({ text }) => meant.has(text))) return found;
    throw new DomainError(
      'private-words',
      'Nothing was sent: everybody could read this answer, and it holds words of a private message, an address or a number, or answers somebody whom only followers can read. Take them out, answer in private, or say that it goes all the same.',
      { found },
    );
  }

  async #readOn(db: Queryable): Promise<void> {
    const { personId, reader } = this.asked;
    const all = (await db.query(messagesLookedAt, [personId, reader.accountGroupIds])) as { id: string }[];
    const fresh = all.map(({ id }) => id).filter((id) => !this.#read.has(id));
    for (let at = 0; at < fresh.length; at += perPage) {
      const page = fresh.slice(at, at + perPage);
      for (const said of (await db.query(reading, [page])) as SaidBefore[]) {
        this.finding.add(said);
        // Others are served between two long texts.
        await setImmediate();
      }
      for (const id of page) this.#read.add(id);
    }
  }
}

const ourAddresses = `
select address::text as address from account where state <> 'removed'
union select key from identity where ours`;

/**
 * The subject of a mail is its author's word as well; of a mail of ours it is none, since it repeats theirs.
 * A note is ours and more private than any mail: it counts as a word of theirs. What only followers of its author can read was not said to
 * everybody, whatever the network calls it.
 */
const reading = `
select case when m.direction = 'inbound' then concat_ws(E'\\n', m.subject, m.text) else m.text end as text,
  case when m.direction = 'outbound' and m.audience = 'private' then m.new_text end as own,
  case when m.direction = 'note' or m.marks @> '[{"code":"followers-only"}]' then 'private' else m.audience end as audience,
  case when m.direction = 'outbound' then 'outbound' else 'inbound' end as direction
from message m where m.id = any($1::uuid[])`;
