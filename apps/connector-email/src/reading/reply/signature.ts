const delimiter = /^\s*(?:--|—|–)\s*$/;
const rule = /^\s*(?:_{5,}|\*{5,}|-{8,}|={5,})\s*$/;
const delimitedLinesMax = 25;
const ruledLinesMax = 8;

/** Index of the line where the signature begins; the number of lines when there is none. */
export const signatureStart = (lines: readonly string[]): number => {
  let end = lastWord(lines, lines.length);
  const at = delimiterAt(lines, end);
  end = lastWord(lines, at ?? end);
  for (let removed = true; removed;) {
    removed = end > 0 && isDeviceLine(lines[end - 1]!);
    if (removed) end = lastWord(lines, end - 1);
  }
  const found = at !== undefined || end < lastWord(lines, lines.length);
  return found ? end : lines.length;
};

/** The last `-- ` (RFC 3676 4.3) or drawn rule with little below it, and something above. */
const delimiterAt = (lines: readonly string[], end: number): number | undefined => {
  for (let index = end - 1; index >= Math.max(0, end - delimitedLinesMax); index -= 1) {
    const line = lines[index]!;
    if (delimiter.test(line)) return index;
    if (line.length <= 200 && rule.test(line) && end - index <= ruledLinesMax && index > 0) return index;
    if (/^\s*>/.test(line)) return undefined;
  }
  return undefined;
};

/** One past the last line with a word before `end`. */
const lastWord = (lines: readonly string[], end: number): number => {
  let index = end;
  while (index > 0 && lines[index - 1]!.trim() === '') index -= 1;
  return index;
};

const device =
  'iphone|ipad|ipod|android|blackberry|samsung|galaxy|huawei|xiaomi|nokia|htc|windows|phone|mobile|mobil|mobilgerät|handy|smartphone|tablet|outlook|airmail|mailbox|yahoo|gmail|mail|k-9|proton|device|cell|móvil|celular|telemóvel|telefono|téléphone|telefoon|telefon|телефон|手机|手機';
const sentFrom =
  'sent|from my|envoyé|gesendet|von meinem|enviado|enviada|inviato|verzonden|skickat|skickades|sendt|lähetetty|wysłane|wysłano|отправлено|надіслано|відправлено|odesláno|elküldve|gönderildi|iphoneから|ipadから|發自|发自|從我的|从我的|傳送自';

const sentFromDevice = new RegExp(
  `^[\\s<(*_]*(?:${sentFrom})(?:\\s+(?:from|via|with|by|depuis|de|da|do|van|från|fra|mit|con|met|med|mijn|z|ze|с|из|від|мого|моего|vanaf|desde|dal|a|my|mon|mi|il|mio|meu|min|mein\\p{L}*|\\S{1,20})){0,4}.{0,80}$`,
  'iu',
);
const fromDevice = new RegExp(
  `^[\\s<(*_]*(?:\\S+\\s+){0,3}(?:from|via)\\s+(?:my\\s+|a\\s+)?(?:${device})\\b.{0,20}$`,
  'iu',
);
const writtenOnDevice = new RegExp(
  `^.{0,60}(?:${device}).{0,60}(?:gesendet|verzonden|geschickt|skickat|送信|傳送|发送)[.\\s)>]*$`,
  'iu',
);
const getOutlook =
  /^[\s<(*_]*(?:get|holen sie sich|télécharge[rz]|obtenir|scarica|obtén|obtener|baixar?|hent|hämta|pobierz|скачать|загрузить)\s+\[?outlook\b.{0,120}$/iu;
const asianDevice = /^\s*(?:從我的|从我的|發自|发自|傳送自).{1,30}$|^.{0,20}から送信\s*$/u;

/** A line that a program adds below what was written, such as `Sent from my iPhone`. */
const isDeviceLine = (line: string): boolean => {
  const text = line.trim();
  if (text.length > 200) return false;
  if (getOutlook.test(text) || asianDevice.test(text)) return true;
  if (fromDevice.test(text) || (writtenOnDevice.test(text) && text.length < 120)) return true;
  return (
    sentFromDevice.test(text) &&
    (/^[\s<(*_]*sent (?:from|with|via|by)\b/iu.test(text) || mentionsDevice.test(text))
  );
};

const mentionsDevice = new RegExp(`(?:${device})`, 'iu');
