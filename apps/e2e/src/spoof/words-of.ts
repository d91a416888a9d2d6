/** Every word of a mail that left: header and decoded parts. */
export const wordsOf = (raw: string): string => {
  const parts = [
    ...raw.matchAll(/^Content-Transfer-Encoding: *(\S+)[\s\S]*?\r\n\r\n([\s\S]*?)(?=\r\n--|$(?![\s\S]))/gim),
  ];
  const decoded = parts.map(([, encoding = '', body = '']) =>
    encoding.toLowerCase() === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : body
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
  );
  return [raw, ...decoded].join('\n');
};
