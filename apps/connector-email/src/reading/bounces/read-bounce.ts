import type { DeliveryReport } from '@filo/contracts';
import type { Entity } from '../mime/entity.js';
import { readDeliveryStatus, type StatusBlock } from './delivery-status.js';
import { type Failure, failureReason, isHard } from './failure-reason.js';
import { type FailureWords, readFailureText, returnedWords, transcriptReplies } from './failure-text.js';
import { bracketedIds, contentOf, isReturnedMail, returnedMailIds } from './returned-mail.js';
import { commandIn, replyCodeIn, statusIn } from './smtp-codes.js';

export interface Bounce {
  reports: DeliveryReport[];
  /** Message-IDs of the mail that came back, without angle brackets. */
  returnedIds: string[];
}

/** Reads a delivery report, by RFC 3464 where its parts are there, else from its words; `leaves` are all its parts. */
export const readBounce = (leaves: readonly Entity[], text: string, failedRecipients?: string): Bounce => {
  const blocks = leaves
    .filter(({ mediaType }) => /^message\/(?:global-)?delivery-status$/.test(mediaType))
    .flatMap((entity) => readDeliveryStatus(contentOf(entity)));
  const words = readFailureText(text);
  const reports =
    blocks.length > 0 ? fromBlocks(blocks, words, text) : fromWords(words, text, failedRecipients);
  return { reports: reports.slice(0, 200), returnedIds: returnedIds(leaves, text) };
};

const fromBlocks = (
  blocks: readonly StatusBlock[],
  words: readonly FailureWords[],
  text: string,
): DeliveryReport[] =>
  blocks.map((block) => {
    const recipient = block.recipient ?? block.originalRecipient;
    const named = words.find(
      (failure) => failure.recipient === recipient || failure.recipient === block.originalRecipient,
    );
    const said = named?.words ?? (blocks.length === 1 ? words.map((failure) => failure.words).join(' ') : '');
    const diagnostic =
      [block.diagnostic ?? '', said].find((candidate) => /\w/.test(candidate)) ??
      transcriptReplies(text)[0] ??
      '';
    return toReport(recipient, block.action, { own: diagnostic, more: said, status: block.status });
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
  if (words.length > 0)
    return words.map((failure) =>
      toReport(failure.recipient, action, { own: failure.words, more: transcriptReplies(text).join(' ') }),
    );
  const named =
    failedRecipients
      ?.split(',')
      .map((address) => address.trim().toLowerCase())
      .filter(Boolean) ?? [];
  return (named.length > 0 ? named : [undefined]).map((recipient) =>
    toReport(recipient, action, { own: text.slice(0, 2000), more: '' }),
  );
};

interface Said {
  own: string;
  more: string;
  status?: string;
}

const toReport = (
  recipient: string | undefined,
  action: string,
  { own, more, status }: Said,
): DeliveryReport => {
  // The remote server's own code says more than the summary of the server that reports it.
  const failure: Failure = {
    diagnostic: own,
    status: statusIn(own) ?? statusIn(more) ?? status,
    replyCode: replyCodeIn(own) ?? replyCodeIn(more),
    command: commandIn(own) ?? commandIn(more),
  };
  const delivered = /^(?:delivered|relayed|expanded)$/.test(action);
  const reason = delivered ? 'delivered' : failureReason(failure);
  return {
    ...(recipient ? { recipient: recipient.slice(0, 998) } : {}),
    action: knownAction(action),
    ...(failure.status ? { status: failure.status } : {}),
    ...(failure.replyCode ? { replyCode: failure.replyCode } : {}),
    reason,
    hard: delivered ? false : isHard(reason, failure),
    ...(own.trim() ? { diagnostic: own.trim().slice(0, 2000) } : {}),
  };
};

const knownAction = (action: string): DeliveryReport['action'] =>
  action === 'delayed' || action === 'delivered' || action === 'relayed' || action === 'expanded'
    ? action
    : 'failed';

/** The mail that came back stands in a part of its own, or below a line in the report's text. */
const returnedIds = (leaves: readonly Entity[], text: string): string[] =>
  leaves.some(isReturnedMail)
    ? returnedMailIds(leaves)
    : bracketedIds(/^\s*message-id:\s*(<[^<>\s]+>)/im.exec(returnedWords(text))?.[1]);
