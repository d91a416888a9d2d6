export interface DecodedCsv {
  text: string;
  encoding: 'utf-8' | 'windows-1252';
  delimiter: string;
}

/**
 * The text of a file of unknown origin: UTF-8, with or without a byte order mark, else what spreadsheets write on Windows,
 * which Latin-1 is a part of. The delimiter is what the first line has most of, outside quotes.
 */
export const decodeCsv = (bytes: Uint8Array): DecodedCsv => {
  const { text, encoding } = decode(bytes);
  return { text, encoding, delimiter: delimiterOf(text) };
};

const decode = (bytes: Uint8Array): Omit<DecodedCsv, 'delimiter'> => {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
};

const delimiters = [',', ';', '\t', '|'];

const delimiterOf = (text: string): string => {
  const outside = text.slice(0, 10_000).replace(/"(?:[^"]|"")*"/g, '');
  const line = /[^\r\n]+/.exec(outside)?.[0] ?? '';
  const count = (delimiter: string) => line.split(delimiter).length;
  return delimiters.reduce((best, one) => (count(one) > count(best) ? one : best));
};
