import type { FormTexts } from '../form-texts.js';

export const en: FormTexts = {
  send: 'Send message',
  sending: 'Sending…',
  optional: 'optional',
  choose: 'Please choose',
  language: 'Language',
  error: 'Error',
  summaryOne: 'One thing needs your attention',
  summaryMany: '{count} things need your attention',
  thanks: 'Thank you',
  reference: 'Your reference',
  referenceHint: 'Keep it in case you want to ask about this message.',
  another: 'Write another message',
  paused: 'This form is closed',
  pausedText: 'It takes no messages at the moment. Nothing was sent. Please use another way to reach us.',
  missing: 'There is no such form',
  missingText: 'The address may be old or mistyped. Please look for a link on the website you came from.',
  nothing: 'There is nothing at this address',
  nothingText:
    'It may be old or mistyped. A form has an address of its own, such as {example}. Nothing was sent.',
  back: 'Back to where you came from',
  away: 'One moment, please',
  awayText: 'The form cannot take messages right now. Nothing was sent. Please try again in a minute.',
  failed: 'Your message was not sent',
  failedText:
    'We could not keep it safe, so we did not take it. What you wrote is still here: please send it again in a few minutes.',
  tooLarge:
    'The upload is too large: at most {file} MB a file and {total} MB together. Nothing was sent. Please choose smaller files.',
  filesAgain: 'Your browser cannot keep chosen files: please choose them again.',
  fileLimit: 'At most {file} MB a file.',
  working:
    'Many messages came from your network. Your browser is doing a short check; this takes some seconds.',
  worked: 'The check is done. You can send your message now.',
  noScript:
    'Many messages came from your network. Nothing was sent yet. Please wait a minute, then send again.',
  trap: 'A field that people cannot see was filled in, perhaps by a browser extension. We have emptied it: please send again.',
  siteToken: 'This form is for signed-in users. Please open it from our website while you are signed in.',
  leaveEmpty: 'Leave this empty',
  reasons: {
    required: '{label}: please fill this in',
    'too-long': '{label}: at most {limit} characters',
    'not-a-mail-address': '{label}: please enter a mail address, such as ada@example.org',
    'not-a-choice': '{label}: please choose one of the offered answers',
    'consent-needed': 'Please agree to: {label}',
    'not-text': '{label}: must be text',
    'unknown-field': '{label}: this form has no such field',
    'hidden-field': 'A hidden field was filled in',
    'file-needed': '{label}: please choose a file',
    'not-a-file-field': '{label}: takes no files',
  },
};
