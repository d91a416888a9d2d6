const names = (words: string) => new RegExp(`^[*_\\s]*(?:${words})\\s*[*_]*\\s*[:：][*_]*`, 'iu');

const from = names(
  'from|von|de|da|van|från|fra|od|от|від|expéditeur|mittente|remitente|remetente|afzender|afsender|avsändare|lähettäjä|kimden|gönderen|feladó|odesílatel|发件人|發件人|寄件者|差出人|보낸 사람|from name',
);
const others = names(
  [
    'sent|date|to|cc|bcc|subject|reply-to|importance|attachments',
    'gesendet|datum|an|betreff|antwort an|antworten an|gesendet am',
    'envoyé|envoyé le|à|pour|objet|date d.envoi|copie à|répondre à',
    'inviato|data|a|oggetto|enviado|enviado el|enviada em|fecha|para|asunto|assunto',
    'verzonden|aan|onderwerp|skickat|till|kopia|ämne|sendt|dato|til|emne|kopi|lähetetty|päivämäärä|vastaanottaja|aihe',
    'wysłano|wysłane|data|do|dw|temat|отправлено|дата|кому|копия|тема|надіслано|odesláno|komu|předmět|kopie',
    'gönderildi|tarih|kime|konu|elküldve|dátum|címzett|tárgy',
    '发送时间|日期|收件人|抄送|主题|傳送日期|收件者|主旨|送信日時|日時|宛先|件名|보낸 날짜|받는 사람|제목',
  ].join('|'),
);

const linesMax = 14;

/**
 * How many lines from `at` are the headers that a mail program copies above what it quotes: a line for From and two more,
 * in any order that begins with one of them, folded lines between.
 */
export const headerLinesLength = (lines: readonly string[], at: number): number => {
  if (!isHeaderLine(lines[at]!)) return 0;
  let headers = 0;
  let hasFrom = false;
  let last = 0;
  for (let offset = 0; offset < linesMax && at + offset < lines.length; offset += 1) {
    const line = lines[at + offset]!;
    if (isHeaderLine(line)) {
      headers += 1;
      hasFrom ||= from.test(line);
      last = offset + 1;
    } else if (offset - last >= 2 && line.trim() !== '') break;
  }
  return hasFrom && headers >= 3 ? last : 0;
};

const isHeaderLine = (line: string): boolean =>
  line.length <= 2000 && /^[^:：]{1,40}[:：]/.test(line) && (from.test(line) || others.test(line));
