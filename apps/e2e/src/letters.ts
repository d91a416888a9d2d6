import type { Api } from './api.js';

export interface Letter {
  n: number;
  /** When the mailbox gets it; said in its text too, in whole seconds, as a mailbox knows no smaller ones. */
  at: Date;
  writer?: string;
}

export const letterSubject = (n: number): string => `Letter ${n}`;

/** A numbered mail, by one of fifty writers unless another is named. */
export const letter = ({ n, at, writer = `writer${n % 50}` }: Letter): string =>
  [
    `From: ${writer} <${writer}@example.org>`,
    'To: support@test.invalid',
    `Subject: ${letterSubject(n)}`,
    `Message-ID: <letter-${n}@example.org>`,
    `Date: ${at.toUTCString()}`,
    '',
    `This is letter ${n} of ${wholeSeconds(at)}.`,
    '',
  ].join('\r\n');

/** Every letter that the API shows, with the time it stands at and the one it says of itself. */
export const readLetters = async (api: Api): Promise<{ n: number; sortAt: string; at: string }[]> => {
  const letters = [];
  for await (const row of api.everyThread()) {
    for (const { text, sortAt } of await api.everyMessage(row.id)) {
      const [, n = '', at = ''] = /letter (\d+) of (\S+)\./.exec(text) ?? [];
      letters.push({ n: Number(n), sortAt, at });
    }
  }
  return letters;
};

const wholeSeconds = (at: Date): string => new Date(Math.floor(at.getTime() / 1000) * 1000).toISOString();
