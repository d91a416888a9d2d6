import type { FormTexts } from '../form-texts.js';

export const de: FormTexts = {
  send: 'Nachricht senden',
  sending: 'Wird gesendet …',
  optional: 'freiwillig',
  choose: 'Bitte wählen',
  language: 'Sprache',
  error: 'Fehler',
  summaryOne: 'Eine Angabe fehlt oder stimmt nicht',
  summaryMany: '{count} Angaben fehlen oder stimmen nicht',
  thanks: 'Danke',
  reference: 'Ihr Zeichen',
  referenceHint: 'Heben Sie es auf, falls Sie nach dieser Nachricht fragen möchten.',
  another: 'Noch eine Nachricht schreiben',
  paused: 'Dieses Formular ist geschlossen',
  pausedText:
    'Es nimmt gerade keine Nachrichten an. Es wurde nichts gesendet. Bitte erreichen Sie uns auf einem anderen Weg.',
  missing: 'Dieses Formular gibt es nicht',
  missingText:
    'Die Adresse ist vielleicht alt oder vertippt. Bitte suchen Sie den Link auf der Website, von der Sie kommen.',
  nothing: 'Unter dieser Adresse gibt es nichts',
  nothingText:
    'Sie ist vielleicht alt oder vertippt. Jedes Formular hat eine eigene Adresse, etwa {example}. Es wurde nichts gesendet.',
  back: 'Zurück, woher Sie kamen',
  away: 'Einen Moment bitte',
  awayText:
    'Das Formular kann gerade keine Nachrichten annehmen. Es wurde nichts gesendet. Bitte versuchen Sie es in einer Minute wieder.',
  failed: 'Ihre Nachricht wurde nicht gesendet',
  failedText:
    'Wir konnten sie nicht sicher aufbewahren und haben sie darum nicht angenommen. Was Sie geschrieben haben, steht noch da: Bitte senden Sie es in einigen Minuten noch einmal.',
  tooLarge:
    'Die Dateien sind zu groß: höchstens {file} MB je Datei und {total} MB zusammen. Es wurde nichts gesendet. Bitte wählen Sie kleinere Dateien.',
  filesAgain: 'Ihr Browser kann gewählte Dateien nicht behalten: Bitte wählen Sie sie noch einmal.',
  fileLimit: 'Höchstens {file} MB je Datei.',
  working:
    'Aus Ihrem Netz kamen viele Nachrichten. Ihr Browser macht eine kurze Prüfung, das dauert einige Sekunden.',
  worked: 'Die Prüfung ist fertig. Sie können Ihre Nachricht jetzt senden.',
  noScript:
    'Aus Ihrem Netz kamen viele Nachrichten. Es wurde noch nichts gesendet. Bitte warten Sie eine Minute und senden Sie dann noch einmal.',
  trap: 'Ein Feld, das Menschen nicht sehen, war ausgefüllt, vielleicht von einer Browser-Erweiterung. Wir haben es geleert: Bitte senden Sie noch einmal.',
  siteToken:
    'Dieses Formular ist für angemeldete Nutzer. Bitte öffnen Sie es von unserer Website aus, während Sie angemeldet sind.',
  leaveEmpty: 'Leer lassen',
  reasons: {
    required: '{label}: bitte ausfüllen',
    'too-long': '{label}: höchstens {limit} Zeichen',
    'not-a-mail-address': '{label}: bitte eine Mailadresse angeben, etwa ada@example.org',
    'not-a-choice': '{label}: bitte eine der Antworten wählen',
    'consent-needed': 'Bitte stimmen Sie zu: {label}',
    'not-text': '{label}: muss Text sein',
    'unknown-field': '{label}: dieses Feld hat das Formular nicht',
    'hidden-field': 'Ein verborgenes Feld war ausgefüllt',
    'file-needed': '{label}: bitte eine Datei wählen',
    'not-a-file-field': '{label}: nimmt keine Dateien an',
  },
};
