import type { MessageView } from '@filo/contracts/http';
import type { Asked } from './answer.js';
import type { SunkMail } from './smtp-sink.js';

export type Said = Pick<MessageView, 'id'> & {
  deliveries: Pick<MessageView['deliveries'][number], 'state' | 'maybeTwice'>[];
};

export interface AnswersVerdict {
  asked: number;
  arrived: number;
  /** The API said yes and does not show it. */
  vanished: string[];
  /** Shown as sent, and it never arrived. */
  claimed: string[];
  /** Arrived more than once without a word of warning, or under two Message-IDs, or stored twice. */
  doubled: string[];
  /** Arrived more than once, and says so. */
  admitted: string[];
  /** Arrived, though nobody asked for it. */
  ghost: string[];
  /** Neither sent nor given up yet. */
  pending: string[];
  /** Given up: somebody has to send it again by hand. */
  failed: string[];
}

/** Compares what agents asked for with what arrived at the customers' server and what the API says of it. Pure. */
export const judgeAnswers = (
  asked: readonly Asked[],
  said: ReadonlyMap<string, readonly Said[]>,
  mails: readonly SunkMail[],
): AnswersVerdict => {
  const arrived = new Map<string, SunkMail[]>();
  for (const mail of mails) {
    const id = /\[(answer-\d+)\]/.exec(mail.raw)?.[1] ?? 'no answer at all';
    arrived.set(id, [...(arrived.get(id) ?? []), mail]);
  }
  const ids = asked.map(({ id }) => id);
  const copies = (id: string) => arrived.get(id) ?? [];
  const deliveries = (id: string) => (said.get(id) ?? []).flatMap((message) => message.deliveries);
  const warned = (id: string) => deliveries(id).some((one) => one.maybeTwice || one.state === 'unknown');
  const oneId = (id: string) => new Set(copies(id).map((mail) => mail.messageId)).size <= 1;
  const twice = ids.filter((id) => copies(id).length > 1);
  return {
    asked: ids.length,
    arrived: ids.filter((id) => copies(id).length > 0).length,
    vanished: asked.filter(({ id, outcome }) => outcome === 'ok' && !said.has(id)).map(({ id }) => id),
    claimed: ids.filter(
      (id) =>
        copies(id).length === 0 &&
        deliveries(id).some(({ state }) => state === 'sent' || state === 'delivered'),
    ),
    doubled: ids.filter(
      (id) => (said.get(id) ?? []).length > 1 || !oneId(id) || (copies(id).length > 1 && !warned(id)),
    ),
    admitted: twice.filter((id) => warned(id) && oneId(id)),
    ghost: [...arrived.keys()].filter((id) => !ids.includes(id)),
    pending: ids.filter((id) =>
      deliveries(id).some(({ state }) => state === 'queued' || state === 'sending'),
    ),
    failed: ids.filter((id) => deliveries(id).some(({ state }) => state === 'failed')),
  };
};

export const answersAreClean = (verdict: AnswersVerdict): boolean =>
  [verdict.vanished, verdict.claimed, verdict.doubled, verdict.ghost].every((faults) => faults.length === 0);

/** Of each of these answers: what the API says of it, and where it arrived. Pure. */
export const copiesOf = (
  ids: readonly string[],
  said: ReadonlyMap<string, readonly Said[]>,
  mails: readonly SunkMail[],
): string[] =>
  ids.map((id) => {
    const shown = (said.get(id) ?? []).map(
      (one) => `${one.id} (${one.deliveries.map(({ state }) => state).join(', ') || 'no delivery'})`,
    );
    const arrived = mails
      .filter(({ raw }) => raw.includes(`[${id}]`))
      .map(({ to, messageId }) => `${messageId} to ${to}`);
    return `${id} is shown as ${shown.join(' and ') || 'nothing'}; arrived: ${arrived.join(' and ') || 'nowhere'}`;
  });
