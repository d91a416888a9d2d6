/** What is known of a message when its turn comes to be acknowledged. */
export interface Written {
  /** Of whoever wrote it. */
  kind: string;
  key: string;
  audience: string;
  class: string;
  proof: string | null;
  history: boolean;
  sortAt: Date;
  /** Since when its account acknowledges; null: it does not. */
  onSince: Date | null;
  isFirstOfTopic: boolean;
  isOpen: boolean;
  isOurs: boolean;
  isBlocked: boolean;
  isBouncing: boolean;
  sendingHeld: boolean;
  /** Automatic mails to this address within a day. */
  mailsOfDay: number;
  /** Within the hour: of everybody, and of the account group. */
  acknowledgedInHour: number;
  acknowledgedOfGroup: number;
}

/** Later nobody is helped by hearing that it came, and what is read late was imported or fetched again. */
const oldestMs = 3_600_000;

/** Near what strangers can have us mail by forms and invitations (docs/decisions/0117-mails-of-strangers.md). */
const perHourMax = 100;
const perHourOfGroupMax = 60;

/** Why a message is not acknowledged; undefined: it is. Pure. */
export const whySilent = (written: Written, now: Date): string | undefined =>
  rules.find(([, applies]) => applies(written, now))?.[0];

const rules: readonly (readonly [why: string, applies: (written: Written, now: Date) => boolean])[] = [
  ['off', ({ onSince, sortAt }) => onSince === null || sortAt < onSince],
  ['in-public', ({ audience }) => audience !== 'private'],
  ['no-mail', ({ kind }) => kind !== 'mail'],
  ['no-human', ({ class: kind, key }) => kind !== 'human' || isRobotAddress(key)],
  ['not-theirs', ({ proof }) => proof === 'failed'],
  ['ours', ({ isOurs }) => isOurs],
  ['blocked', ({ isBlocked }) => isBlocked],
  ['bouncing', ({ isBouncing }) => isBouncing],
  ['old', ({ history, sortAt }, now) => history || now.getTime() - sortAt.getTime() > oldestMs],
  ['under-way', ({ isFirstOfTopic }) => !isFirstOfTopic],
  ['answered', ({ isOpen }) => !isOpen],
  ['held', ({ sendingHeld }) => sendingHeld],
  ['told-today', ({ mailsOfDay }) => mailsOfDay > 0],
  ['too-many', (of) => of.acknowledgedInHour >= perHourMax || of.acknowledgedOfGroup >= perHourOfGroupMax],
];

/** Addresses that programs write from, by their first part: an answer is read by nobody, or by a program that answers it. */
export const isRobotAddress = (address: string): boolean =>
  robots.test(address.slice(0, address.lastIndexOf('@')));

const robots =
  /^(?:.*[._+-])?(?:no[._-]?reply|do[._-]?not[._-]?(?:reply|respond)|no[._-]?responda|non?[._-]?rispondere|nicht[._-]?antworten|ne[._-]?pas[._-]?repondre|mailer[._-]?daemon|postmaster|daemon|bounces?|autoreply|auto[._-]?responder|listserv|majordomo)(?:[._+=-].*)?$|^owner-|-(?:owner|request|bounces)$/i;
