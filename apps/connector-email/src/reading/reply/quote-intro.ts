/** Words for "wrote" that end the line which introduces a quote. */
const wrote =
  'wrote|writes|schrieb|schreibt|a\\s+écrit|ha\\s+scritto|scrisse|escribió|escribio|ha\\s+escrito|va\\s+escriure|escreveu|schreef|geschreven|skrev|skrifaði|kirjoitti|napisał(?:\\(a\\)|a)?|pisze|napsal(?:\\(a\\)|a)?|napísal(?:\\(a\\)|a)?|написал(?:\\(а\\)|а)?|пишет|писал(?:\\(а\\)|а)?|написав(?:\\(ла\\))?|написала|пише|írta|a\\s+scris|έγραψε|yazdı|viết|menulis|写道|寫道|写到|书写|書きました|のメッセージ|작성|כתב|כתבה|كتب';

/** `On Tue, 3 May 2016 at 10:12, Ada <ada@x> wrote:` in the languages above; German goes on after the verb. */
const endsWithWrote = new RegExp(
  `(?:^|[\\s"'>)\\],，])(?:${wrote})(?:\\s(?:mailto:|[^:：]){0,120})?\\s*(?:[:：]|-{2,})\\s*(?:-{2,})?\\s*$`,
  'iu',
);
const endsWithAsianWrote = /(?:写道|寫道|写到|書きました|작성)\s*[:：]?\s*$/u;

const dateOrTime = /\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|\d{1,4}[-/.年]\s?\d{1,2}[-/.月]/u;
const addressPattern = /[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+/;
/** Few lines hold an `@`, and the pattern begins again at each letter of the others. */
const address = { test: (line: string): boolean => line.includes('@') && addressPattern.test(line) };
const preposition =
  /^(?:-{2,}\s*)?(?:on|at|le|am|il|el|em|op|den|dnia|w\s+dniu|dne|dňa|på|pe|la|στις|στο|vào|tarihinde|a|в|в\s+\p{L}+|\p{L}{2,3}\.?,)\s/iu;

const namesOnly = /^\S+(?:\s\S+){0,4}\s*<?$/;
const linesMax = 6;

/** How many lines from `at` introduce a quote; 0 when none do. */
export const quoteIntroLength = (lines: readonly string[], at: number): number => {
  const length = introLengthFrom(lines, at);
  const first = lines[at]!;
  // A bare name may stand above the rest of the introduction; an own short sentence above a whole one must not go with it.
  const bare = length > 1 && !dateOrTime.test(first) && !address.test(first);
  return bare && introLengthFrom(lines, at + 1) > 0 ? 0 : length;
};

const introLengthFrom = (lines: readonly string[], at: number): number => {
  const first = lines[at]!.trim();
  if (first === '' || first.length > 300 || /^[>|]/.test(first)) return 0;
  const startsDated =
    dateOrTime.test(first) &&
    (preposition.test(first) || /^[^\p{L}]{0,3}\d/u.test(first) || first.startsWith('在'));
  const dated = startsDated || dateOrTime.test(first);
  // Only lines that could be part of one: an own sentence above the introduction must not be drawn in.
  if (!dated && !address.test(first) && !namesOnly.test(first)) return 0;
  let joined = '';
  for (let count = 1; count <= linesMax + (startsDated ? 2 : 0) && at + count <= lines.length; count += 1) {
    const line = lines[at + count - 1]!.trim();
    if (/^[>|]/.test(line) && !/^>\s*(?:wrote|schrieb|a écrit)/i.test(line)) break;
    // Only a line that surely begins an introduction may go on after an empty one.
    if (line === '' && !startsDated) break;
    joined = `${joined} ${line}`.trim();
    if (joined.length > 400) break;
    const named = dated || address.test(joined) || dateOrTime.test(joined);
    if (named && (endsWithWrote.test(joined) || endsWithAsianWrote.test(joined))) return count;
    if (count <= 3 && introducesQuote(joined, lines, at + count)) return count;
  }
  return 0;
};

/** In any language: a date or address, then nothing but quoted lines. */
const introducesQuote = (joined: string, lines: readonly string[], next: number): boolean => {
  const follows = lines[next]?.trim() === '' ? lines[next + 1] : lines[next];
  if (!follows || !/^\s*[>|]/.test(follows)) return false;
  const dated = dateOrTime.test(joined);
  return /[:：]$/.test(joined)
    ? dated || address.test(joined)
    : dated && /^\d.*<[^<>]+@[^<>]+>$/.test(joined);
};

const framed =
  /^[*_\s>]*(?:-{2,}|_{2,}|={2,})\s*(?:original|originalnachricht|ursprüngliche|message|forwarded|weitergeleitete|transféré|messaggio|inoltrato|mensaje|reenviado|mensagem|encaminhada|oorspronkelijk|doorgestuurd|oprindelig|videresendt|ursprungligt|vidarebefordrat|opprinnelig|wiadomość|przekazana|исходное|пересылаемое|пересланное|původní|přeposlaná|eredeti|reply\s+message|原始|原邮件|转发|回复|元のメッセージ|転送|전달|원본)[\p{L}\s'’.]{0,40}\s*(?:-{2,}|_{2,}|={2,})[*_\s]*$/iu;
const forwardBegins =
  /^[*_\s]*(?:begin forwarded message|début du message (?:réexpédié|transféré)|anfang der weitergeleiteten nachricht|inizio messaggio inoltrato|inicio del mensaje reenviado|início da mensagem encaminhada|begin doorgestuurd bericht|påbegynt videresendt besked|vidarebefordrat brev|начало переадресованного сообщения|下面是被转发的邮件)\s*[:：]\s*[*_]*$/iu;

/** `----- Original Message -----` and its relatives. */
export const isQuoteDivider = (line: string): boolean =>
  line.length <= 200 && (framed.test(line) || forwardBegins.test(line));
