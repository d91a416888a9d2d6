import { demoGreeting } from './demo.mjs';
import { isLoopback, reachable } from './settings.mjs';

/** What stands on the terminal when everything runs. */
export function greeting({ settings, ports, setupToken, seconds, notes, isDemo }) {
  const host = reachable(settings.host);
  const inbox = settings.publicUrl ?? `http://${host}:${ports.http}`;
  const forms = settings.formUrl ?? `http://${host}:${ports.form}`;
  return [
    '',
    `Ready after ${seconds.toFixed(1)} s.`,
    '',
    `  Inbox      ${inbox}/`,
    ...(isDemo ? demoGreeting(ports) : signIn({ settings, inbox, setupToken })),
    `  Form       ${forms}/forms/contact`,
    `  Mail door  ${host}:${ports.smtp}, takes mail to support@localhost`,
    `  Mail out   ${mailOut(settings, inbox)}`,
    `  Data       ${settings.dataFolder} (logs in logs/)`,
    ...notes.map((note) => `\n  ${note}`),
    ...openToOthers(settings),
    '',
    'Ctrl-C stops everything.',
  ].join('\n');
}

function signIn({ inbox, setupToken }) {
  if (!setupToken) return ['  Sign in    with your e-mail address and password'];
  return [
    `  Sign in    make the first administrator: ${inbox}/setup?token=${setupToken}`,
    '             (works once; each start gives a new link until it is used)',
  ];
}

function mailOut({ smtpOut }, inbox) {
  if (!smtpOut) return `nothing leaves this machine: answers are captured at ${inbox}/admin/outbox`;
  const { hostname, port } = new URL(smtpOut);
  return `the first account sends through ${hostname}${port ? `:${port}` : ''}`;
}

function openToOthers(settings) {
  if (isLoopback(settings.host)) return [];
  return [
    '',
    `  FILO_HOST=${settings.host}: other machines can connect, and nothing here is encrypted. TLS must stand in front: a reverse`,
    '  proxy with a certificate for the inbox and the forms (FILO_PUBLIC_URL=https://..., FILO_FORM_URL, FILO_TRUSTED_PROXIES),',
    '  and a mail server for the door. Browsers refuse the sign-in cookie on a plain address that is not this machine.',
  ];
}
