/** References kept of a long thread: where it began, and the newest. */
const referencesMax = 100;

/** `Re: ` once, whatever stood there; without a subject the topic's, else the organisation's name. */
export const replySubject = (subject: string | null, fallback: string): string => {
  const wanted = (subject ?? '').trim() === '' ? fallback : (subject ?? '').trim();
  return /^re\s*:/i.test(wanted) ? wanted : `Re: ${wanted}`;
};

/** What the reader sees above the words: a post and a direct message have no such thing, whatever their connector is told. */
export const subjectOf = ({ channel }: { channel: string }, subject: string): string | null =>
  channel === 'email' ? subject : null;

/** `In-Reply-To` and `References` from the message that is answered (RFC 5322, 3.6.4). */
export const replyReferences = (answered: {
  threadingId: string | null;
  references: readonly string[];
}): { inReplyTo: string | undefined; references: string[] } => {
  const { threadingId } = answered;
  const all = [...new Set([...answered.references, ...(threadingId === null ? [] : [threadingId])])];
  const references =
    all.length <= referencesMax ? all : [...all.slice(0, 1), ...all.slice(all.length - referencesMax + 1)];
  return { inReplyTo: threadingId ?? undefined, references };
};
