/** What the words of a report say about one recipient. */
export interface FailureWords {
  recipient?: string;
  words: string;
}

const returnedBelow =
  /^(?:-{2,}|={2,})?\s*(?:this is a copy of|the following is a copy|below (?:this line )?is a copy|copy of (?:the|your) message|message headers? follow|(?:the )?(?:original|returned|undelivered|unsent|failed) (?:message|mail)\b(?!.*(?:was received|could not))|returned message|original message|message text follows|unsent message|the text you sent follows|-+ ?(?:this is|unsent|original|returned|header of|message header))/i;

const recipientLine =
  /^\s{0,12}(?:(?:to|recipient|address|user)\s*:\s*)?<?([^\s<>@:;"'()]+@[a-z0-9][a-z0-9._-]*[a-z0-9])>?(?:\s*\((?:expanded|generated|ultimately|originally)[^)]*\))?\s*(?:[:.;,]|$)\s*(.*)$/i;

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
  const failures: FailureWords[] = [];
  for (const line of ownWords(text).split('\n')) {
    const match = recipientLine.exec(line);
    const current = failures.at(-1);
    if (match) failures.push({ recipient: match[1]!.toLowerCase(), words: match[2]! });
    else if (current && line.trim() !== '') current.words = `${current.words} ${line.trim()}`.trim();
  }
  return failures.filter(({ words }) => failures.length === 1 || words !== '');
};

/** What the other server answered, in a transcript of the session (`<<< 550 5.1.1 ...`). */
export const transcriptReplies = (text: string): string[] =>
  [...ownWords(text).matchAll(/^<<< (.*)$/gm)]
    .map(([, reply]) => reply!.trim())
    .filter((reply) => reply !== '');
