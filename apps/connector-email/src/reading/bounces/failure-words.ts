import type { FailureReason } from './failure-reason.js';

/**
 * What servers say when they refuse, folded to lower case. The order matters: what is said of a content or a sender
 * stands above what the same words could mean for a recipient, and the vaguest words stand last.
 */
export const failureWords: readonly (readonly [FailureReason, RegExp])[] = [
  ['virusdetected', /\bvirus\b(?!.{0,20}(?:scan|checked))|malware|infected|dangerous attachment/],
  ['badreputation', /(?:bad|poor|low|ip|domain) reputation|reputation of|senderscore/],
  [
    'spamdetected',
    /\bspam(?:my|ming)?\b(?!haus|cop|trap|\.\w| ?(?:block|list|database))|unsolicited|\bu[cb]e\b|content rejected|junk mail|bulk e?mail|looks like (?:spam|bulk)|message (?:contains|refused).{0,30}spam/,
  ],
  [
    'notcompliantrfc',
    /rfc ?-?(?:2822|5322|5321|1123|compliant)|not rfc|(?:duplicate|multiple|missing) (?:'|")?(?:from|date|message-id|to|header|addresses in from)|messages with multiple .{0,40}from:?|bare (?:lf|newline)|invalid (?:message-id|date) header/,
  ],
  [
    'mesgtoobig',
    /message (?:is )?too (?:big|large|long)|message size exceeds(?! fixed)|(?:message|line|mail) (?:size )?limit exceeded|larger than the current system limit|(?:too large|too big).{0,20}(?:message|mail)|exceeds? (?:the )?maximum (?:message )?size(?! for)/,
  ],
  [
    'exceedlimit',
    /message (?:size )?exceeds? (?:fixed )?maximum|exceeds (?:the )?(?:maximum|size) limit for (?:this|the) (?:recipient|mailbox)/,
  ],
  [
    'requireptr',
    /\bptr\b|reverse (?:dns|host ?name|lookup|mapping)|rdns|cannot find your (?:reverse )?host ?name|fix reverse|no reverse|unresolvable relay host|ip name lookup failed|unverifyable sending ips/,
  ],
  [
    'authfailure',
    /\bdmarc\b|\bdkim\b(?! header)|\bspf\b|sender policy framework|authentication (?:checks?|results?|information) (?:fail|for|or fail)|not authorized to send (?:mail|from)|unauthenticated e?mail/,
  ],
  [
    'securityerror',
    /\b(?:tls|ssl|starttls|encryption) (?:is )?required|must issue a starttls|authentication (?:is )?required|unauthenticated senders?|security (?:policy|reasons)|sasl|must authenticate/,
  ],
  [
    'toomanyconn',
    /too many (?:concurrent |simultaneous )?(?:smtp )?(?:connections?|sessions?|recipients)|connection (?:limit|rate limit)|concurrent connections?|maximum number of (?:concurrent )?connections/,
  ],
  [
    'speeding',
    /rate ?limit|receiving mail (?:at a rate|too quickly)|sending (?:rate|too fast)|throttl|try again more slowly|message rate|too many (?:messages|mails|emails)/,
  ],
  [
    'systemfull',
    /(?:system|server|queue|spool)[^.]{0,20}(?:full|out of space)|insufficient (?:system storage|disk space)|no space left|mail system full/,
  ],
  [
    'mailboxfull',
    /(?:mailbox|inbox|account|maildir|user|recipient|storage|message store|quota)[^.]{0,40}(?:is |has )?(?:\bfull|over(?: (?:its|the))? ?(?:quota|limit|size)|exceed)|over ?quota|quota (?:is )?(?:full|exceed|reach)|disk quota|not enough (?:storage|disk) space|out of (?:quota|space)|insufficient (?:mailbox )?(?:storage|space)|exceeded storage|mailbox size limit/,
  ],
  [
    'mailererror',
    /command (?:output|died|failed|time limit)|procmail|pipe to \||local mailer|child process|service unavailable: "?\||can't exec|mailer error|unknown mailer error|prog mailer|local delivery failed/,
  ],
  [
    'hasmoved',
    /has moved|address (?:was |has been )?changed|no longer (?:works|employed|at this)|new address|left the (?:company|organi[sz]ation)|moved to|\b551 not our/,
  ],
  [
    'notaccept',
    /null ?mx|host does(?: not|n't) (?:receive|accept) (?:e?mail|smtp|messages?)|does not accept (?:any )?(?:e?mail|smtp)|smtp service not (?:available|supported)|no mail (?:accepted|here)|smtp protocol (?:diag|returned a permanent)/,
  ],
  [
    'norelaying',
    /relay(?:ing)? (?:access |is )?(?:denied|not (?:permitted|allowed|authorized)|prohibited|refused)|(?:cannot|not permitted to|unable to|won't|do not|no|not configured to) relay|insecure mail relay|relaying mail|open relay|not local; please|is not verified/,
  ],
  [
    'rejected',
    /unrout(?:e)?able sender|(?:sender|from)[: ].{0,20}domain is invalid|sender (?:address )?(?:rejected|denied|refused|verify|verification|is (?:blocked|not))|(?:domain|address) of sender|(?:invalid|unresolvable|bad) sender|returned mail not accepted|backscatter|null sender|empty envelope sender|unresolvable (?:sender|domain)|sending to\/from an address|sender .{0,40}(?:not exist|invalid|unknown|must|blacklist)/,
  ],
  [
    'policyviolation',
    /for policy reasons|due to (?:local |our )?polic|because its content presents|violates? .{0,20}polic|against .{0,20}policy|\bheader error|policy violation/,
  ],
  [
    'networkerror',
    /dns (?:error|type|server|problem)|nxdomain|name service error.{0,80}(?:try again|malformed|unexpected)|(?:host )?name lookup fail|no route to host|(?:network|host).{0,20}(?:unreachable|is down)|too many hops|mail (?:is )?(?:for .{0,60})?loop|loops back|lookup (?:failed|failure|timed out|returned)|routing (?:loop|error)|message looping|hop count|temporary (?:dns|lookup)|lost connection|connection (?:refused|reset|lost|closed|failed)|mx.{0,20}(?:points? to|problem)|helo command rejected|all relevant mx records/,
  ],
  [
    'hostunknown',
    /host (?:unknown|not found|or domain name not found)|unknown host|(?:domain|host)(?: name)?[^.]{0,30}(?:does not exist|may not exist|not found|unknown|is invalid)|no such (?:domain|host)|name or service not known|unrouteable mail domain|illegal host|\b[\w-]+(?:\.[\w-]+)+ does not exist|bad destination (?:system|host)/,
  ],
  [
    'blocked',
    /black ?list|block ?list|\bdnsbl\b|\brbl\b|spamhaus|spamcop|sorbs|barracuda|spam block|\(bl\)|(?:ip|client|host|server|connection|mail)[^.]{0,60}(?:is )?(?:blocked|listed|banned|denied access)|(?:blocked|banned|listed) (?:by|at|in|using|from|for)|client (?:host|address)? ?rejected|use the smtp server of your isp|your (?:ip|host|network|server).{0,40}(?:reject|not allowed|refused|denied)|connection (?:rejected|dropped)|dynamic(?:ally)? (?:ip|address|assigned)|no access from|temporarily deferred|access denied.{0,20}\bip\b|not accepting connections|relay quota|refused to talk to me/,
  ],
  [
    'suspend',
    /(?:account|mailbox|user|recipient)[^.]{0,40}(?:disabled|suspend|inactive|locked|deactivated|expired|not active|frozen|closed)|(?:disabled|suspended|inactive|deactivated) (?:account|mailbox|user|recipient)|temporarily (?:locked|disabled)/,
  ],
  [
    'userunknown',
    /user (?:unknown|not found|does not exist|doesn't exist|not known|invalid)|unknown (?:or illegal )?(?:user|recipient|address|local|mailbox|account|alias)|no such (?:user|mailbox|recipient|address|person|account|local user)|(?:recipient|mailbox|account|address|user|addressee)[^.]{0,60}(?:does not exist|doesn't exist|not exist|not found|(?:couldn't|could not|can't|cannot) be found|unknown|invalid|undeliverable|not valid|not known|is not a valid|not available|unavailable|not recognized|not listed|no longer (?:valid|exists|available|in use|active))|(?:invalid|illegal|non-?existent|bad|unrecognized|undeliverable) (?:recipient|user|mailbox|address|account|local)|unrouteable address|not a (?:valid|known) (?:user|recipient|mailbox|address)|not our customer|isn't (?:a|in my)|doesn't have (?:a|an) .{0,40}account|no mailbox|recipient (?:address )?(?:rejected|unknown)(?!.{0,30}(?:grey|policy|relay|spf|sender))|user .{0,60}does not exist|\bno user\b|there is no (?:one|such|user)|undeliverable to|can't find .{0,30}(?:user|recipient)|unknown in (?:virtual|local|relay)|email account that you tried to reach/,
  ],
  [
    'expired',
    /timed? ?out\b|(?:retry )?time (?:was )?(?:not reached|exceeded|expired)|delivery time expired|(?:could not|not yet) be(?:en)? delivered (?:for|within|after)|message (?:expired|could not be delivered for)|failing for a long time|retry timeout|in the queue (?:too long|for)|message will be deleted|maximum (?:queue|retry)|giving up|cannot be delivered within|still undelivered|delayed/,
  ],
  ['rejected', /mail from.{0,40}(?:not|reject|denied|refus)|from address|domain does not exist/],
];

/** Said of anything: a precise status knows better. */
export const vagueFailureWords: readonly (readonly [FailureReason, RegExp])[] = [
  [
    'systemerror',
    /(?:system|server|internal|local|configuration|software|i\/o|protocol) (?:config |configuration )?(?:error|problem|failure)|could not load|transaction failed|cannot (?:create|open|write|chdir|fork|append)|service (?:currently )?(?:unavailable|not available)|can(?:'t|not) (?:create|open|write|append)|unable to (?:open|connect|write|process)|resources? (?:temporarily )?unavailable|input\/output error|alias.{0,20}loop|misconfig|temporary (?:failure|problem)|out of memory|permission denied/,
  ],
  [
    'policyviolation',
    /polic(?:y|ies)|not (?:allowed|permitted|accept(?:ed)?)|prohibited|forbidden|grey ?list|denied by|violat|administratively|unacceptable|denied/,
  ],
  ['contenterror', /\bmime\b|8-?bit|character set|encoding|content/],
  [
    'syntaxerror',
    /syntax error|malformed address|command (?:not |un)(?:recognized|implemented|known)|bad (?:sequence|command)|not implemented|unrecognized command/,
  ],
];
