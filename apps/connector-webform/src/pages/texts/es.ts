import type { FormTexts } from '../form-texts.js';

export const es: FormTexts = {
  send: 'Enviar mensaje',
  sending: 'Enviando…',
  optional: 'opcional',
  choose: 'Elija una opción',
  language: 'Idioma',
  error: 'Error',
  summaryOne: 'Falta un dato o no es correcto',
  summaryMany: 'Faltan {count} datos o no son correctos',
  thanks: 'Gracias',
  reference: 'Su referencia',
  referenceHint: 'Guárdela por si quiere preguntar por este mensaje.',
  another: 'Escribir otro mensaje',
  paused: 'Este formulario está cerrado',
  pausedText: 'Ahora no recibe mensajes. No se ha enviado nada. Por favor, contáctenos por otro medio.',
  missing: 'Este formulario no existe',
  missingText:
    'La dirección puede ser antigua o tener un error. Busque el enlace en el sitio web del que viene.',
  nothing: 'No hay nada en esta dirección',
  nothingText:
    'Puede ser antigua o tener un error. Cada formulario tiene su propia dirección, como {example}. No se ha enviado nada.',
  back: 'Volver al sitio del que viene',
  away: 'Un momento, por favor',
  awayText:
    'El formulario no puede recibir mensajes en este momento. No se ha enviado nada. Inténtelo de nuevo en un minuto.',
  failed: 'Su mensaje no se ha enviado',
  failedText:
    'No pudimos guardarlo de forma segura y por eso no lo aceptamos. Lo que escribió sigue aquí: envíelo de nuevo en unos minutos.',
  tooLarge:
    'Los archivos son demasiado grandes: como máximo {file} MB por archivo y {total} MB en total. No se ha enviado nada. Elija archivos más pequeños.',
  filesAgain: 'Su navegador no puede conservar los archivos elegidos: elíjalos de nuevo.',
  fileLimit: 'Como máximo {file} MB por archivo.',
  working:
    'Han llegado muchos mensajes desde su red. Su navegador hace una breve comprobación; tarda unos segundos.',
  worked: 'La comprobación ha terminado. Ya puede enviar su mensaje.',
  noScript:
    'Han llegado muchos mensajes desde su red. Aún no se ha enviado nada. Espere un minuto y envíe de nuevo.',
  trap: 'Se rellenó un campo que las personas no ven, quizá por una extensión del navegador. Lo hemos vaciado: envíe de nuevo.',
  siteToken:
    'Este formulario es para usuarios con sesión iniciada. Ábralo desde nuestro sitio web con la sesión iniciada.',
  leaveEmpty: 'Dejar vacío',
  reasons: {
    required: '{label}: rellene este campo',
    'too-long': '{label}: como máximo {limit} caracteres',
    'not-a-mail-address': '{label}: escriba una dirección de correo, como ada@example.org',
    'not-a-choice': '{label}: elija una de las respuestas',
    'consent-needed': 'Acepte: {label}',
    'not-text': '{label}: debe ser texto',
    'unknown-field': '{label}: el formulario no tiene este campo',
    'hidden-field': 'Se rellenó un campo oculto',
    'file-needed': '{label}: elija un archivo',
    'not-a-file-field': '{label}: no admite archivos',
  },
};
