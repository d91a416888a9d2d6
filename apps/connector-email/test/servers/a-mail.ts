let count = 0;

/** A small raw mail; its subject tells it from all others. */
export const aMail = (
  over: { from?: string; to?: string; subject?: string; date?: Date; text?: string; headers?: string } = {},
): string => {
  count += 1;
  const {
    from = 'Ada Example <ada@example.org>',
    to = 'support@example.com',
    subject = `Mail ${count}`,
  } = over;
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${(over.date ?? new Date()).toUTCString()}`,
    `Message-ID: <${count}.${process.pid}@example.org>`,
    ...(over.headers === undefined ? [] : [over.headers]),
    '',
    over.text ?? `Text of ${subject}`,
    '',
  ].join('\r\n');
};
