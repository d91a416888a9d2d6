import { failureWords, vagueFailureWords } from './failure-words.js';

/** Why a delivery failed, in the words that bounce readers agree on. */
export type FailureReason =
  | 'authfailure'
  | 'badreputation'
  | 'blocked'
  | 'contenterror'
  | 'delivered'
  | 'exceedlimit'
  | 'expired'
  | 'failedstarttls'
  | 'filtered'
  | 'hasmoved'
  | 'hostunknown'
  | 'mailboxfull'
  | 'mailererror'
  | 'mesgtoobig'
  | 'networkerror'
  | 'norelaying'
  | 'notaccept'
  | 'notcompliantrfc'
  | 'onhold'
  | 'policyviolation'
  | 'rejected'
  | 'requireptr'
  | 'securityerror'
  | 'spamdetected'
  | 'speeding'
  | 'suspend'
  | 'syntaxerror'
  | 'systemerror'
  | 'systemfull'
  | 'toomanyconn'
  | 'undefined'
  | 'userunknown'
  | 'virusdetected';

export interface Failure {
  /** The other server's words, or those of the program that gave up. */
  diagnostic: string;
  status?: string;
  replyCode?: string;
  /** What we had said when it refused: `MAIL FROM`, `RCPT TO`, `DATA`, `EHLO` ... */
  command?: string;
  /** The program still tries. */
  delayed?: boolean;
  /** A local program refused, not a server. */
  program?: boolean;
}

/** The words decide first, since servers give any code for anything; the enhanced status (RFC 3463) decides the rest. */
export const failureReason = (failure: Failure): FailureReason => {
  const words = failure.diagnostic.toLowerCase().replace(/\s+/g, ' ');
  const find = (table: typeof failureWords) => table.find(([, pattern]) => pattern.test(words))?.[0];
  const said = find(failureWords);
  if (said) return byCommand(failure, words, said) ?? said;
  if (failure.program) return 'mailererror';
  const vague = find(vagueFailureWords);
  const known =
    byCommand(failure, words, vague) ?? byStatus(failure.status) ?? vague ?? byReplyCode(failure.replyCode);
  return known ?? (failure.delayed ? 'expired' : 'onhold');
};

/** The address itself is dead: writing to it must stop. `undefined` where both answers can be defended. */
export const isHard = (reason: FailureReason, failure: Failure): boolean | undefined => {
  if (reason === 'filtered') return undefined;
  if (reason === 'notaccept') return !/^4/.test(failure.replyCode ?? failure.status ?? '5');
  return reason === 'userunknown' || reason === 'hostunknown' || reason === 'hasmoved';
};

/** What was refused tells whom it was refused to: the server that speaks, its sender, the recipient, or the content. */
const byCommand = (
  { command, status }: Failure,
  words: string,
  said?: FailureReason,
): FailureReason | undefined => {
  switch (command) {
    case 'EHLO':
    case 'HELO':
    case 'INITIAL':
      return said === undefined || said === 'policyviolation' ? 'blocked' : undefined;
    case 'MAIL FROM':
      return said === undefined || ['hostunknown', 'userunknown', 'policyviolation'].includes(said)
        ? 'rejected'
        : undefined;
    case 'DATA':
      return /user unknown|unknown user/.test(words) && !/\.1\.1$/.test(status ?? '')
        ? 'filtered'
        : undefined;
    default:
      return undefined;
  }
};

const statusReasons: readonly (readonly [string, FailureReason])[] = [
  ['1.0', 'userunknown'],
  ['1.1', 'userunknown'],
  ['1.2', 'hostunknown'],
  ['1.3', 'userunknown'],
  ['1.4', 'filtered'],
  ['1.6', 'hasmoved'],
  ['1.7', 'rejected'],
  ['1.8', 'rejected'],
  ['1.9', 'userunknown'],
  ['1.10', 'notaccept'],
  ['2.0', 'filtered'],
  ['2.1', 'suspend'],
  ['2.2', 'mailboxfull'],
  ['2.3', 'exceedlimit'],
  ['2.4', 'filtered'],
  ['3.1', 'systemfull'],
  ['3.2', 'notaccept'],
  ['3.3', 'systemerror'],
  ['3.4', 'mesgtoobig'],
  ['3.5', 'systemerror'],
  ['4.1', 'expired'],
  ['4.2', 'networkerror'],
  ['4.3', 'systemerror'],
  ['4.4', 'hostunknown'],
  ['4.5', 'systemerror'],
  ['4.6', 'networkerror'],
  ['4.7', 'expired'],
  ['5.0', 'syntaxerror'],
  ['5.1', 'syntaxerror'],
  ['5.2', 'syntaxerror'],
  ['5.3', 'toomanyconn'],
  ['5.4', 'syntaxerror'],
  ['5.5', 'syntaxerror'],
  ['6.0', 'contenterror'],
  ['6.1', 'contenterror'],
  ['6.2', 'contenterror'],
  ['6.3', 'contenterror'],
  ['6.5', 'contenterror'],
  ['7.0', 'securityerror'],
  ['7.1', 'policyviolation'],
  ['7.2', 'policyviolation'],
  ['7.3', 'securityerror'],
  ['7.4', 'securityerror'],
  ['7.5', 'securityerror'],
  ['7.20', 'authfailure'],
  ['7.23', 'authfailure'],
  ['7.25', 'requireptr'],
  ['7.26', 'authfailure'],
  ['7.27', 'notaccept'],
];

const statusTable = new Map(statusReasons);

const byStatus = (status: string | undefined): FailureReason | undefined =>
  statusTable.get(status?.slice(2) ?? '');

const byReplyCode = (code: string | undefined): FailureReason | undefined => {
  const table: Record<string, FailureReason> = {
    '421': 'networkerror',
    '452': 'systemfull',
    '552': 'mailboxfull',
    '521': 'notaccept',
    '551': 'hasmoved',
    '556': 'notaccept',
  };
  return code === undefined ? undefined : table[code];
};
