import type { Headers } from '../mime/header-block.js';

/** Subjects that vacation notices carry, in many languages (no standard says them; RFC 3834 does not need them). */
const awaySubject =
  /\b(?:out of (?:the )?office|auto(?:matic)?[ -]?reply|autoreply|automated (?:reply|response)|auto(?:matic)?[ -]?response|on vacation|away from (?:the|my) (?:office|mail|desk))\b|abwesenheit|automatische antwort|nicht im (?:büro|haus)|réponse automatique|absence du bureau|message d.absence|risposta automatica|fuori ufficio|respuesta automática|fuera de (?:la )?oficina|resposta automática|fora do escritório|ausência|automatisch antwoord|afwezig|autosvar|automatiskt? svar|fraværsmelding|frånvaro|poissa toimistosta|automaattinen vastaus|automatyczna odpowiedź|nieobecno|автоматический ответ|автоответ|автовідповідь|automatická odpověď|automatikus válasz|otomatik yanıt|自动回复|自動回覆|自動応答|不在(?:通知|のお知らせ)|자동 회신/iu;

const officeSubject =
  /out of (?:the )?office|vacation|away from|abwesen|nicht im (?:büro|haus)|absence|fuori ufficio|fuera de|fora do|ausência|afwezig|fravær|frånvaro|poissa|nieobecno|отпуск|不在|holiday|urlaub|congés|ferie|vacaciones|férias/iu;

export type Automatic = 'auto-reply' | 'out-of-office' | undefined;

/** Whether a program answered for its owner (RFC 3834 and what older programs say instead). */
export const readAutomatic = (headers: Headers, subject: string): Automatic => {
  const submitted = headers.get('auto-submitted')?.trim().toLowerCase() ?? '';
  const replied = /^auto-(?:replied|notified)/.test(submitted);
  const vacation = /vacation|out-of-office|oof/.test(submitted) || headers.has('x-autoreply-from');
  const precedence = headers.get('precedence')?.trim().toLowerCase() ?? '';
  const declared =
    replied ||
    vacation ||
    /^(?:auto_reply|auto-reply)$/.test(precedence) ||
    isSet(headers.get('x-autoreply')) ||
    isSet(headers.get('x-autorespond')) ||
    isSet(headers.get('x-autoresponder')) ||
    headers.has('x-mail-autoreply');
  const bySubject = awaySubject.test(subject) && /^(?!\s*(?:re|aw|sv|antw|fwd?|wg|tr)\s*:)/i.test(subject);
  if (!declared && !bySubject) return undefined;
  return vacation || officeSubject.test(subject) ? 'out-of-office' : 'auto-reply';
};

/** `Auto-Submitted` with any value but `no`: a program sent it, whatever it is. */
export const isAutoSubmitted = (headers: Headers): boolean => {
  const submitted = headers.get('auto-submitted')?.trim().toLowerCase();
  return submitted !== undefined && submitted !== '' && !/^no\b/.test(submitted);
};

const isSet = (value: string | undefined): boolean =>
  value !== undefined && !/^\s*(?:no|false|0)?\s*$/i.test(value);
