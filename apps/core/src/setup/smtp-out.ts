/** `settings.smtp` of a mail account, from `smtp://user:password@host:port` or `smtps://…`; the password is kept apart. */
export const readSmtpOut = (
  url: string,
): {
  smtp: { host: string; port: number; security: 'tls' | 'starttls' | 'none'; user?: string };
  password?: string;
} => {
  const { protocol, hostname, port, username, password } = new URL(url);
  const tls = protocol === 'smtps:';
  const user = decodeURIComponent(username);
  return {
    smtp: {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (tls ? 465 : 25) : Number(port),
      // Credentials never leave in clear text.
      security: tls ? 'tls' : user === '' ? 'none' : 'starttls',
      ...(user === '' ? {} : { user }),
    },
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
  };
};
