import type { FormTexts } from '../form-texts.js';

export const it: FormTexts = {
  send: 'Invia il messaggio',
  sending: 'Invio…',
  optional: 'facoltativo',
  choose: 'Scegli',
  language: 'Lingua',
  error: 'Errore',
  summaryOne: 'Un dato manca o non è corretto',
  summaryMany: '{count} dati mancano o non sono corretti',
  thanks: 'Grazie',
  reference: 'Il tuo riferimento',
  referenceHint: 'Conservalo se vuoi chiedere di questo messaggio.',
  another: 'Scrivi un altro messaggio',
  paused: 'Questo modulo è chiuso',
  pausedText: 'Al momento non riceve messaggi. Non è stato inviato nulla. Contattaci in un altro modo.',
  missing: 'Questo modulo non esiste',
  missingText: 'L’indirizzo può essere vecchio o errato. Cerca il link sul sito da cui arrivi.',
  nothing: 'A questo indirizzo non c’è nulla',
  nothingText:
    'Può essere vecchio o scritto male. Ogni modulo ha il suo indirizzo, come {example}. Non è stato inviato nulla.',
  back: 'Torna da dove arrivi',
  away: 'Un momento',
  awayText:
    'Il modulo non può ricevere messaggi in questo momento. Non è stato inviato nulla. Riprova tra un minuto.',
  failed: 'Il messaggio non è stato inviato',
  failedText:
    'Non siamo riusciti a conservarlo al sicuro e quindi non lo abbiamo accettato. Quello che hai scritto è ancora qui: invialo di nuovo tra qualche minuto.',
  tooLarge:
    'I file sono troppo grandi: al massimo {file} MB per file e {total} MB in tutto. Non è stato inviato nulla. Scegli file più piccoli.',
  filesAgain: 'Il browser non può conservare i file scelti: sceglili di nuovo.',
  fileLimit: 'Al massimo {file} MB per file.',
  working:
    'Dalla tua rete sono arrivati molti messaggi. Il browser sta facendo un breve controllo; bastano pochi secondi.',
  worked: 'Il controllo è finito. Ora puoi inviare il messaggio.',
  noScript:
    'Dalla tua rete sono arrivati molti messaggi. Non è ancora stato inviato nulla. Aspetta un minuto e invia di nuovo.',
  trap: 'È stato compilato un campo che le persone non vedono, forse da un’estensione del browser. Lo abbiamo svuotato: invia di nuovo.',
  siteToken: 'Questo modulo è per utenti registrati. Aprilo dal nostro sito dopo l’accesso.',
  leaveEmpty: 'Lascia vuoto',
  reasons: {
    required: '{label}: compila questo campo',
    'too-long': '{label}: al massimo {limit} caratteri',
    'not-a-mail-address': '{label}: inserisci un indirizzo, come ada@example.org',
    'not-a-choice': '{label}: scegli una delle risposte',
    'consent-needed': 'Accetta: {label}',
    'not-text': '{label}: deve essere testo',
    'unknown-field': '{label}: il modulo non ha questo campo',
    'hidden-field': 'È stato compilato un campo nascosto',
    'file-needed': '{label}: scegli un file',
    'not-a-file-field': '{label}: non accetta file',
  },
};
