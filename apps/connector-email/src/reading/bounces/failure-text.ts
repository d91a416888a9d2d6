/** What the words of a report say about one recipient. */
export interface FailureWords {
  recipient?: string;
  words: string;
}

const returnedBelow =
  /^(?:-{2,}|={2,})?\s*(?:this is a copy of|the following is a copy|below (?:this line )?is a copy|copy of (?:the|your) message|message headers? follow|(?:the )?(?:original|returned|undelivered|unsent|failed) (?:message|mail)\b(?!.*(?:was received|could not))|returned message|original message|message text follows|unsent message|the text you sent follows|-+ ?(?:this is|unsent|original|returned|header of|message header))/i;

const recipientLine =
  /^\s{0,12}(?:(?:to|recipient|address|user)\s*:\s*)?<?([^\s<>@:;"'()]+@[a-z0-9][a-z0-9._-]*[a-z0-9])>?(?:\.{0,3}(?=\s|$)|(?=[:;,]))[:;,]?\s*(.*)$/i;

/** Where a report's own words about one recipient end: a heading, or the machine-readable part put into the text. */
const heading = /^\s*-{3,}\s*\S.{0,80}-{3,}\s*$/;
const machineReadable =
  /^\s*(?:reporting-mta|received-from-mta|final-recipient|original-recipient|arrival-date)\s*:/i;

/** The part of a report in words that its program wrote itself, above the returned mail. */
export const ownWords = (text: string): string => {
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((line) => line.length <= 200 && returnedBelow.test(line.trim()));
  return (at < 0 ? lines : lines.slice(0, at))
    .slice(0, 400)
    .map((line) => line.slice(0, 1000))
    .join('\n');
};

/** The part below, where the returned mail's headers stand. */
export const returnedWords = (text: string): string => {
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((line) => line.length <= 200 && returnedBelow.test(line.trim()));
  return at < 0 ? '' : lines.slice(at + 1, at + 400).join('\n');
};

/**
 * Reads failures out of the sentences that Postfix, Sendmail, Exim and their relatives write: a line begins with an
 * address, and what follows up to the next such line is said about it.
 */
export const readFailureText = (text: string): FailureWords[] => {
  const failures = new Map<string, FailureWords>();
  let current: FailureWords | undefined;
  let transcript = false;
  for (const line of ownWords(text).split('\n')) {
    if (machineReadable.test(line)) break;
    if (heading.test(line)) {
      transcript = true;
      current = undefined;
      continue;
    }
    const match = recipientLine.exec(line);
    if (match) {
      const recipient = match[1]!.toLowerCase();
      const known = failures.get(recipient);
      // What a transcript says of someone already named repeats it, unless nothing was said before.
      current = known ?? { recipient, words: '' };
      if (!known) failures.set(recipient, current);
      if (!transcript || current.words === '') current.words = `${current.words} ${match[2]!}`.trim();
      else current = undefined;
    } else if (current && line.trim() !== '')
      current.words = `${current.words} ${line.trim()}`.trim().slice(0, 4000);
    else if (current?.words && line.trim() === '' && transcript) current = undefined;
  }
  const all = [...failures.values()];
  return all.some(({ words }) => words !== '')
    ? all.filter(({ words }) => words !== '' && !/^could not be delivered/i.test(words))
    : all;
};

/** The machine-readable part of a report that was put into the text instead of a part of its own. */
export const statusInText = (text: string): string => {
  const own = ownWords(text);
  const at = own.search(/^\s*(?:reporting-mta|final-recipient)\s*:/im);
  return at < 0 ? '' : own.slice(at).trim();
};

/** The command that a transcript shows refused last (`>>> DATA` before `<<< 550 ...`). */
export const transcriptCommand = (text: string): string | undefined =>
  [...ownWords(text).matchAll(/^>>> (MAIL FROM|RCPT TO|DATA|EHLO|HELO)\b[^\n]*\n<<< [45]/gim)]
    .at(-1)?.[1]
    ?.toUpperCase();

/** What the other server answered, in a transcript of the session (`<<< 550 5.1.1 ...`). */
export const transcriptReplies = (text: string): string[] =>
  [...ownWords(text).matchAll(/^<<< (.*)$/gm)]
    .map(([, reply]) => reply!.trim())
    .filter((reply) => reply !== '');
