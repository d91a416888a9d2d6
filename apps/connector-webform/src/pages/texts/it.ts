import type { FormTexts } from '../form-texts.js';

export const it: FormTexts = {
  send: 'Invia il messaggio',
  sending: 'Invio…',
  optional: 'facoltativo',
  choose: 'Scelga',
  language: 'Lingua',
  error: 'Errore',
  summaryOne: 'Un dato manca o non è corretto',
  summaryMany: '{count} dati mancano o non sono corretti',
  thanks: 'Grazie',
  reference: 'Il suo riferimento',
  referenceHint: 'Lo conservi se vuole chiedere di questo messaggio.',
  another: 'Scriva un altro messaggio',
  paused: 'Questo modulo è chiuso',
  pausedText: 'Al momento non riceve messaggi. Non è stato inviato nulla. Ci contatti in un altro modo.',
  missing: 'Questo modulo non esiste',
  missingText: 'L’indirizzo può essere vecchio o errato. Cerchi il link sul sito da cui arriva.',
  nothing: 'A questo indirizzo non c’è nulla',
  nothingText:
    'Può essere vecchio o scritto male. Ogni modulo ha il suo indirizzo, come {example}. Non è stato inviato nulla.',
  back: 'Torni da dove arriva',
  away: 'Un momento',
  awayText:
    'Il modulo non può ricevere messaggi in questo momento. Non è stato inviato nulla. Riprovi tra un minuto.',
  failed: 'Il messaggio non è stato inviato',
  failedText:
    'Non siamo riusciti a conservarlo al sicuro e quindi non lo abbiamo accettato. Quello che ha scritto è ancora qui: lo invii di nuovo tra qualche minuto.',
  tooLarge:
    'I file sono troppo grandi: al massimo {file} MB per file e {total} MB in tutto. Non è stato inviato nulla. Scelga file più piccoli.',
  filesAgain: 'Il browser non può conservare i file scelti: li scelga di nuovo.',
  fileLimit: 'Al massimo {file} MB per file.',
  working:
    'Dalla sua rete sono arrivati molti messaggi. Il browser sta facendo un breve controllo; bastano pochi secondi.',
  worked: 'Il controllo è finito. Ora può inviare il messaggio.',
  noScript:
    'Dalla sua rete sono arrivati molti messaggi. Non è ancora stato inviato nulla. Attenda un minuto e invii di nuovo.',
  trap: 'È stato compilato un campo che le persone non vedono, forse da un’estensione del browser. Lo abbiamo svuotato: invii di nuovo.',
  siteToken: 'Questo modulo è per utenti registrati. Lo apra dal nostro sito dopo l’accesso.',
  leaveEmpty: 'Lo lasci vuoto',
  reasons: {
    required: '{label}: compili questo campo',
    'too-long': '{label}: al massimo {limit} caratteri',
    'not-a-mail-address': '{label}: inserisca un indirizzo, come ada@example.org',
    'not-a-choice': '{label}: scelga una delle risposte',
    'consent-needed': 'Da accettare: {label}',
    'not-text': '{label}: deve essere testo',
    'unknown-field': '{label}: il modulo non ha questo campo',
    'hidden-field': 'È stato compilato un campo nascosto',
    'file-needed': '{label}: scelga un file',
    'not-a-file-field': '{label}: non accetta file',
  },
};
