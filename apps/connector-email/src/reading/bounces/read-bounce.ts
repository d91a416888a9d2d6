import type { DeliveryReport } from '@filo/contracts';
import type { Entity } from '../mime/entity.js';
import { readDeliveryStatus, type StatusBlock } from './delivery-status.js';
import { type Failure, failureReason, isHard } from './failure-reason.js';
import {
  type FailureWords,
  ownWords,
  readFailureText,
  returnedWords,
  statusInText,
  transcriptCommand,
  transcriptReplies,
} from './failure-text.js';
import { bracketedIds, contentOf, isReturnedMail, returnedMailIds } from './returned-mail.js';
import { commandIn, replyCodeIn, statusIn } from './smtp-codes.js';

export interface Bounce {
  reports: DeliveryReport[];
  /** Message-IDs of the mail that came back, without angle brackets. */
  returnedIds: string[];
}

/** Reads a delivery report, by RFC 3464 where its parts are there, else from its words; `leaves` are all its parts. */
export const readBounce = (leaves: readonly Entity[], text: string, failedRecipients?: string): Bounce => {
  const parts = leaves.filter(({ mediaType }) => /^message\/(?:global-)?delivery-status$/.test(mediaType));
  const blocks = [...parts.map(contentOf), Buffer.from(statusInText(text), 'utf8')].flatMap(
    readDeliveryStatus,
  );
  const words = readFailureText(text);
  const reports =
    blocks.length > 0 ? fromBlocks(blocks, words, text) : fromWords(words, text, failedRecipients);
  const byRecipient = new Map(reports.toReversed().map((report) => [report.recipient ?? '', report]));
  return {
    reports: [...byRecipient.values()].toReversed().slice(0, 200),
    returnedIds: returnedIds(leaves, text),
  };
};

const fromBlocks = (
  blocks: readonly StatusBlock[],
  words: readonly FailureWords[],
  text: string,
): DeliveryReport[] =>
  blocks.map((block) => {
    const recipient = block.recipient ?? block.originalRecipient;
    const named = words.find(({ recipient: who }) => who === recipient || who === block.originalRecipient);
    const said = named?.words ?? (blocks.length === 1 ? words.map((failure) => failure.words).join(' ') : '');
    const only = blocks.length === 1 ? (transcriptReplies(text)[0] ?? ownWords(text)) : '';
    const own =
      [block.diagnostic, said, only].find((candidate) => /\p{L}/u.test(candidate ?? '')) ??
      block.diagnostic ??
      '';
    return toReport(recipient, block.action, { ...block, own, more: said, command: transcriptCommand(text) });
  });

const fromWords = (
  words: readonly FailureWords[],
  text: string,
  failedRecipients?: string,
): DeliveryReport[] => {
  const delayed =
    /\b(?:delayed|not yet been delivered|warning message|will (?:continue|keep) try)/i.test(text) &&
    !/permanent/i.test(text);
  const action = delayed ? 'delayed' : 'failed';
  const command = transcriptCommand(text);
  const more = transcriptReplies(text).join(' ');
  if (words.length > 0) {
    return words.map(({ recipient, words: own }) =>
      toReport(recipient, action, { own: /\p{L}/u.test(own) ? own : more || ownWords(text), more, command }),
    );
  }
  const named = (failedRecipients ?? '')
    .split(',')
    .map((address) => address.trim().toLowerCase())
    .filter(Boolean);
  return (named.length > 0 ? named : [undefined]).map((recipient) =>
    toReport(recipient, action, { own: more || ownWords(text), more, command }),
  );
};

interface Said {
  own: string;
  more: string;
  status?: string;
  program?: boolean;
  command?: string;
}

const toReport = (recipient: string | undefined, action: string, said: Said): DeliveryReport => {
  const own = said.own.slice(0, 2000).trim();
  // The remote server's own code says more than the summary of the server that reports it.
  const failure: Failure = {
    diagnostic: own,
    status: statusIn(own) ?? said.status ?? statusIn(said.more),
    replyCode: replyCodeIn(own) ?? replyCodeIn(said.more),
    command: commandIn(own) ?? commandIn(said.more) ?? said.command,
    delayed: action === 'delayed',
    program: said.program,
  };
  const delivered = /^(?:delivered|relayed|expanded|deliverable)$/.test(action);
  const reason = delivered ? 'delivered' : failureReason(failure);
  return {
    ...(recipient ? { recipient: recipient.slice(0, 998) } : {}),
    action: knownAction(action),
    ...(failure.status ? { status: failure.status } : {}),
    ...(failure.replyCode ? { replyCode: failure.replyCode } : {}),
    reason,
    hard: delivered ? false : isHard(reason, failure),
    ...(own ? { diagnostic: own } : {}),
  };
};

const knownAction = (action: string): DeliveryReport['action'] => {
  if (action === 'deliverable') return 'delivered';
  return action === 'delayed' || action === 'delivered' || action === 'relayed' || action === 'expanded'
    ? action
    : 'failed';
};

/** The mail that came back stands in a part of its own, or below a line in the report's text. */
const returnedIds = (leaves: readonly Entity[], text: string): string[] =>
  leaves.some(isReturnedMail)
    ? returnedMailIds(leaves)
    : bracketedIds(/^\s*message-id:\s*(<[^<>\s]+>)/im.exec(returnedWords(text))?.[1]);
