const enhanced = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)/;
const reply = /(?<![\d.\w/-])([45]\d\d)(?=[- ](?:#?[45]\.\d|\D)|[-\s]*$)/;
const withReply = /(?<![\d.\w])[45]\d\d[- ]\(?#?([45]\.\d{1,3}\.\d{1,3})\b/;

/** The enhanced status code in a server's words: the one that follows the SMTP code first. */
export const statusIn = (words: string): string | undefined =>
  withReply.exec(words)?.[1] ?? enhanced.exec(words)?.[0];

/** The SMTP reply code in a server's words. */
export const replyCodeIn = (words: string): string | undefined => reply.exec(words)?.[1];

/** The SMTP command that was refused, where the words name it. */
export const commandIn = (words: string): string | undefined =>
  /(?:in reply to|after|response to) (?:the )?(?:end of )?(MAIL FROM|RCPT TO|DATA|EHLO|HELO|STARTTLS|AUTH|initial)/i
    .exec(words)?.[1]
    ?.toUpperCase();
