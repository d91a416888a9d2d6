import type { FormTexts } from '../form-texts.js';

export const fr: FormTexts = {
  send: 'Envoyer le message',
  sending: 'Envoi…',
  optional: 'facultatif',
  choose: 'Veuillez choisir',
  language: 'Langue',
  error: 'Erreur',
  summaryOne: 'Une réponse manque ou n’est pas correcte',
  summaryMany: '{count} réponses manquent ou ne sont pas correctes',
  thanks: 'Merci',
  reference: 'Votre référence',
  referenceHint: 'Gardez-la si vous voulez poser une question sur ce message.',
  another: 'Écrire un autre message',
  paused: 'Ce formulaire est fermé',
  pausedText:
    'Il ne prend pas de messages pour le moment. Rien n’a été envoyé. Veuillez nous joindre autrement.',
  missing: 'Ce formulaire n’existe pas',
  missingText:
    'L’adresse est peut-être ancienne ou mal saisie. Cherchez le lien sur le site d’où vous venez.',
  nothing: 'Il n’y a rien à cette adresse',
  nothingText:
    'Elle est peut-être ancienne ou mal saisie. Chaque formulaire a sa propre adresse, comme {example}. Rien n’a été envoyé.',
  back: 'Retour d’où vous venez',
  away: 'Un instant, s’il vous plaît',
  awayText:
    'Le formulaire ne peut pas prendre de messages pour le moment. Rien n’a été envoyé. Réessayez dans une minute.',
  failed: 'Votre message n’a pas été envoyé',
  failedText:
    'Nous n’avons pas pu le conserver en sécurité et ne l’avons donc pas accepté. Votre texte est toujours là : renvoyez-le dans quelques minutes.',
  tooLarge:
    'Les fichiers sont trop lourds : au plus {file} Mo par fichier et {total} Mo en tout. Rien n’a été envoyé. Choisissez des fichiers plus petits.',
  filesAgain: 'Votre navigateur ne peut pas garder les fichiers choisis : choisissez-les à nouveau.',
  fileLimit: 'Au plus {file} Mo par fichier.',
  working:
    'Beaucoup de messages sont venus de votre réseau. Votre navigateur fait une courte vérification de quelques secondes.',
  worked: 'La vérification est terminée. Vous pouvez envoyer votre message.',
  noScript:
    'Beaucoup de messages sont venus de votre réseau. Rien n’a encore été envoyé. Attendez une minute, puis renvoyez.',
  trap: 'Un champ que les personnes ne voient pas a été rempli, peut-être par une extension du navigateur. Nous l’avons vidé : renvoyez.',
  siteToken:
    'Ce formulaire est réservé aux utilisateurs connectés. Ouvrez-le depuis notre site en étant connecté.',
  leaveEmpty: 'Laisser vide',
  reasons: {
    required: '{label} : veuillez remplir',
    'too-long': '{label} : au plus {limit} caractères',
    'not-a-mail-address': '{label} : veuillez saisir une adresse, comme ada@example.org',
    'not-a-choice': '{label} : veuillez choisir une des réponses',
    'consent-needed': 'Veuillez accepter : {label}',
    'not-text': '{label} : doit être du texte',
    'unknown-field': '{label} : ce champ n’existe pas',
    'hidden-field': 'Un champ caché a été rempli',
    'file-needed': '{label} : veuillez choisir un fichier',
    'not-a-file-field': '{label} : n’accepte pas de fichiers',
  },
};
