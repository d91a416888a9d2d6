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
}

/** The words decide first, since servers give any code for anything; the enhanced status (RFC 3463) decides the rest. */
export const failureReason = (failure: Failure): FailureReason => {
  const words = failure.diagnostic.toLowerCase().replace(/\s+/g, ' ');
  for (const [reason, pattern] of byWords) if (pattern.test(words)) return reason;
  return byCommand(failure, words) ?? byStatus(failure.status) ?? byReplyCode(failure.replyCode) ?? 'onhold';
};

/** The address itself is dead: writing to it must stop. `undefined` where both answers can be defended. */
export const isHard = (reason: FailureReason, failure: Failure): boolean | undefined => {
  if (reason === 'filtered') return undefined;
  if (reason === 'notaccept') return !/^4/.test(failure.replyCode ?? failure.status ?? '5');
  return reason === 'userunknown' || reason === 'hostunknown' || reason === 'hasmoved';
};

const byWords: readonly (readonly [FailureReason, RegExp])[] = [
  ['virusdetected', /\bvirus\b(?!.{0,20}(?:scan|checked))|malware|infected|dangerous attachment/],
  [
    'requireptr',
    /\bptr\b|reverse (?:dns|host ?name|lookup|mapping)|rdns|cannot find your (?:reverse )?host ?name|fix reverse|no reverse|unresolvable relay host/,
  ],
  [
    'authfailure',
    /\bdmarc\b|\bdkim\b|\bspf\b|sender policy framework|unauthenticated (?:e?mail|mail)|authentication (?:checks?|results?) (?:fail|for)|not authorized to send (?:mail|from)/,
  ],
  [
    'toomanyconn',
    /too many (?:concurrent |simultaneous )?(?:smtp )?(?:connections?|sessions?)|connection (?:limit|rate limit)|concurrent connections?|maximum number of (?:concurrent )?connections/,
  ],
  [
    'speeding',
    /rate ?limit|too (?:many|much) (?:mail|messages|recipients)|sending (?:rate|too fast)|throttl|try again more slowly|message rate/,
  ],
  ['badreputation', /(?:bad|poor|low|ip|domain) reputation|reputation of|senderscore/],
  [
    'mailererror',
    /command (?:output|died|failed|time limit)|procmail|pipe to \||local mailer|child process|service unavailable: "?\||can't exec|mailer error|x-unix;|unknown mailer error|prog mailer/,
  ],
  [
    'hasmoved',
    /has moved|address (?:was |has been )?changed|no longer (?:works|employed|at this)|new address|left the (?:company|organi[sz]ation)|moved to/,
  ],
  [
    'notaccept',
    /null ?mx|does not accept (?:any )?(?:e?mail|smtp|messages?)|smtp service not (?:available|supported)|no mail (?:accepted|here)|host (?:does not|doesn't) (?:receive|accept) mail|smtp protocol (?:diag|returned a permanent)|not accepting messages/,
  ],
  [
    'mailboxfull',
    /(?:mailbox|inbox|account|maildir|user|recipient|storage|message store|quota)[^.]{0,40}(?:is |has )?(?:full|over(?: (?:its|the))? ?(?:quota|limit|size)|exceed)|over ?quota|quota (?:is )?(?:full|exceed|reach)|disk quota|not enough (?:storage|disk) space|out of (?:quota|space)|insufficient (?:mailbox )?(?:storage|space)|exceeded storage|mailbox size limit|exceeds? (?:the |allowed )?(?:mailbox|quota)/,
  ],
  [
    'systemfull',
    /(?:system|server|queue|spool)[^.]{0,20}(?:full|out of space)|insufficient system storage|no space left|mail system full/,
  ],
  [
    'exceedlimit',
    /message (?:size )?exceeds? (?:fixed )?maximum|exceeds (?:the )?(?:maximum|size) limit for (?:this|the) (?:recipient|mailbox)/,
  ],
  [
    'mesgtoobig',
    /message (?:is )?too (?:big|large|long)|message size exceeds|size limit|larger than the current system limit|(?:too large|too big).{0,20}(?:message|mail)/,
  ],
  [
    'norelaying',
    /relay(?:ing)? (?:access |is )?(?:denied|not (?:permitted|allowed|authorized)|prohibited|refused)|(?:cannot|not permitted to|unable to|won't|do not|no) relay|insecure mail relay|not (?:a|an) (?:open|gateway)|relaying mail|we do not relay|open relay|not local; please/,
  ],
  [
    'spamdetected',
    /\bspam(?:my|ming)?\b(?!haus|cop|trap)|unsolicited|\buce\b|junk|bulk e?mail|classified as|looks like spam|content (?:filter|rejected)|blocked by (?:content|filter)|message (?:contains|refused).{0,30}(?:spam|content)/,
  ],
  [
    'blocked',
    /black ?list|block ?list|\bdnsbl\b|\brbl\b|spamhaus|spamcop|sorbs|barracuda|(?:ip|client|host|address|server|access|connection|mail)[^.]{0,60}(?:is )?(?:blocked|listed|banned|denied access|black)|(?:blocked|banned|listed) (?:by|at|in|using|from|for)|client (?:host|address)? ?rejected|use the smtp server of your isp|your (?:ip|host|network|server).{0,40}(?:reject|not allowed|refused|denied)|connection (?:refused by|rejected|dropped)|dynamic(?:ally)? (?:ip|address|assigned)|no access from|refused.{0,20}\bip\b|temporarily deferred due to|access denied.{0,20}\bip\b/,
  ],
  [
    'securityerror',
    /\b(?:tls|ssl|starttls|encryption) (?:is )?required|must issue a starttls|authentication (?:is )?required|security (?:policy|reasons)|executable|attachment.{0,30}(?:not allowed|blocked|prohibited)/,
  ],
  [
    'notcompliantrfc',
    /rfc ?-?(?:2?822|5322|5321|2822|1123|compliant)|not rfc|(?:duplicate|multiple|missing|invalid|bad) (?:from|date|message-id|to|header|'?from'? header)|header (?:is )?(?:missing|invalid|error|syntax)|bare (?:lf|newline)|malformed/,
  ],
  [
    'hostunknown',
    /host (?:unknown|not found|or domain name not found)|unknown host|(?:domain|host)(?: name)?[^.]{0,30}(?:does not exist|not found|unknown|is invalid)(?!.{0,30}sender)|no such (?:domain|host)|name or service not known|unrouteable mail domain|illegal host|bad destination (?:system|host)|name service error for.*host not found|nxdomain|all relevant mx records point to non-existent/,
  ],
  [
    'userunknown',
    /user (?:unknown|not found|does not exist|doesn't exist|not known|invalid)|unknown (?:or illegal )?(?:user|recipient|address|local|mailbox|account|alias)|no such (?:user|mailbox|recipient|address|person|account|local user)|(?:recipient|mailbox|account|address|user|addressee)[^.]{0,60}(?:does not exist|doesn't exist|not exist|not found|unknown|invalid|undeliverable|not valid|not known|is not a valid|not available|unavailable|not recognized|not listed|no longer (?:valid|exists|available|in use|active))|(?:invalid|illegal|non-?existent|bad|unrecognized|undeliverable) (?:recipient|user|mailbox|address|account|local)|unrouteable address|not a (?:valid|known) (?:user|recipient|mailbox|address)|not our customer|isn't? (?:a|in my)|doesn't have (?:a|an) .{0,40}account|no mailbox|mailbox unavailable|recipient (?:address )?(?:rejected|unknown)(?!.{0,30}(?:grey|policy|relay|spf|sender))|user .{0,60}does not exist|\bno user\b|there is no (?:one|such|user)|undeliverable to|can't find .{0,30}(?:user|recipient)|unknown in (?:virtual|local|relay)|email account that you tried to reach does not/,
  ],
  [
    'suspend',
    /(?:account|mailbox|user|address)[^.]{0,40}(?:disabled|suspend|inactive|locked|deactivated|expired|not active|frozen|closed)|(?:disabled|suspended|inactive|deactivated) (?:account|mailbox|user)|temporarily (?:locked|disabled)/,
  ],
  [
    'rejected',
    /sender (?:address )?(?:rejected|denied|refused|verify|verification|is (?:blocked|not)|domain)|(?:domain|address) of sender|mail from.{0,40}(?:not|reject|denied|refus)|invalid (?:sender|domain)|from address|sender .{0,40}(?:not exist|invalid|unknown|must|blacklist)|returned mail not accepted|backscatter|bounce(?:s|d)? (?:not|message)|null sender|empty envelope sender|unresolvable (?:sender|domain)|domain does not exist/,
  ],
  [
    'expired',
    /(?:retry )?time(?:out)? (?:was )?(?:not reached|exceeded|expired) (?:for any host|after)|delivery time expired|(?:could not|not yet) be(?:en)? delivered (?:for|within|after)|message (?:expired|could not be delivered for)|too long|retry timeout|delayed|in the queue (?:too long|for)|message will be deleted|maximum (?:queue|retry)|giving up|cannot be delivered within|not been able to deliver/,
  ],
  [
    'networkerror',
    /connect(?:ion)? (?:to .{0,80} )?(?:timed out|refused|reset|lost|closed|failed)|connection (?:timed? ?out|refused|reset|dropped|lost)|(?:network|host|no route).{0,20}(?:unreachable|down|to host)|too many hops|mail (?:is )?loop|loops back|lookup (?:failed|failure|timed out|returned)|name (?:server|service).{0,20}(?:timeout|error|failure|time-?out)|host (?:is )?(?:unreachable|down)|lost connection|timed out|temporary (?:dns|lookup)|routing (?:loop|error)|mx.{0,20}(?:lookup|points? to|problem)|dns (?:error|server|problem)|conversation with.{0,40}timed out|message looping|hop count/,
  ],
  [
    'systemerror',
    /(?:system|server|internal|local|configuration|software|i\/o|protocol) (?:config |configuration )?(?:error|problem|failure)|cannot (?:create|open|write|chdir|fork|append)|service (?:currently )?(?:unavailable|not available)|can(?:'t|not) (?:create|open|write|append)|unable to (?:open|connect|write|process)|resources? (?:temporarily )?unavailable|input\/output error|alias.{0,20}loop|misconfig|temporary (?:failure|problem)|out of memory|permission denied/,
  ],
  [
    'policyviolation',
    /polic(?:y|ies)|not (?:allowed|permitted|accept(?:ed)?)|prohibited|forbidden|grey ?list|denied by|violat|administratively|unacceptable|denied/,
  ],
  ['contenterror', /\bmime\b|8-?bit|character set|encoding|content/],
  [
    'syntaxerror',
    /syntax error|command (?:not |un)(?:recognized|implemented|known)|bad (?:sequence|command)|not implemented|unrecognized command/,
  ],
];

const byCommand = ({ command }: Failure, words: string): FailureReason | undefined => {
  if (command === 'MAIL FROM' && /reject|denied|refus|not/.test(words)) return 'rejected';
  if (command === 'DATA' && /reject|denied|refus/.test(words)) return 'filtered';
  return undefined;
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
    '556': 'notaccept',
  };
  return code === undefined ? undefined : table[code];
};
