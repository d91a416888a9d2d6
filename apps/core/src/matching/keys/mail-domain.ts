/** Where anybody may have a mailbox: the same domain says nothing about two people there. Checked by hand, 2026. */
const free = new Set(
  `gmail.com googlemail.com yahoo.com ymail.com rocketmail.com hotmail.com outlook.com live.com msn.com icloud.com me.com mac.com aol.com
  proton.me protonmail.com pm.me gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de arcor.de mail.de posteo.de posteo.net
  mailbox.org tutanota.com tuta.io tuta.com libero.it virgilio.it alice.it tim.it tin.it tiscali.it inwind.it iol.it fastwebnet.it email.it
  hotmail.it live.it outlook.it yahoo.it yahoo.de yahoo.fr yahoo.es yahoo.co.uk yahoo.co.jp yahoo.com.br yahoo.co.in hotmail.de hotmail.fr
  hotmail.es hotmail.co.uk live.de live.fr live.co.uk outlook.de outlook.fr outlook.es orange.fr wanadoo.fr free.fr sfr.fr laposte.net
  bbox.fr neuf.fr telefonica.net terra.es btinternet.com sky.com virginmedia.com talktalk.net ntlworld.com blueyonder.co.uk comcast.net
  verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com mail.com email.com usa.net zoho.com
  fastmail.com fastmail.fm hey.com hushmail.com mail.ru inbox.ru list.ru bk.ru yandex.ru yandex.com ya.ru rambler.ru ukr.net i.ua
  wp.pl onet.pl op.pl o2.pl interia.pl gazeta.pl seznam.cz centrum.cz post.cz email.cz azet.sk abv.bg mail.bg freemail.hu citromail.hu
  bluewin.ch sunrise.ch hispeed.ch chello.at aon.at telenet.be skynet.be ziggo.nl kpnmail.nl xs4all.nl planet.nl hetnet.nl home.nl
  bigpond.com optusnet.com.au rogers.com shaw.ca sympatico.ca videotron.ca uol.com.br bol.com.br terra.com.br ig.com.br qq.com 163.com
  126.com sina.com foxmail.com naver.com daum.net hanmail.net rediffmail.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp icloud.it pec.it legalmail.it`
    .trim()
    .split(/\s+/),
);

/** Under these of a country's domain names are sold one level deeper. */
const sold = new Set(['co', 'com', 'org', 'net', 'ac', 'gov', 'edu', 'ne', 'or', 'gob', 'nom']);

/** The name that was registered: `acme.co.uk` for `mail.acme.co.uk`. Good for grouping, no list of all suffixes. */
export const registeredDomain = (domain: string): string => {
  const labels = domain.split('.');
  const deep = labels.length > 2 && labels.at(-1)!.length === 2 && sold.has(labels.at(-2)!);
  return labels.slice(deep ? -3 : -2).join('.');
};

/** The domain of a company or other house of its own; undefined for a freemail address or none. */
export const ownDomain = (mailKey: string): string | undefined => {
  const at = mailKey.lastIndexOf('@');
  if (at < 1) return undefined;
  const domain = mailKey.slice(at + 1);
  if (!domain.includes('.') || free.has(domain)) return undefined;
  const registered = registeredDomain(domain);
  return free.has(registered) ? undefined : registered;
};

/** The country that a domain speaks of, such as `IT` for `acme.it`: to read phone numbers without a country. */
export const countryOfDomain = (mailKey: string): string | undefined => {
  const suffix = /\.([a-z]{2})$/.exec(mailKey)?.[1];
  if (suffix === undefined || generic.has(suffix)) return undefined;
  return suffix === 'uk' ? 'GB' : suffix.toUpperCase();
};

/** Of a country by their letters, of the whole world by their use. */
const generic = new Set([
  'io',
  'co',
  'me',
  'ai',
  'tv',
  'cc',
  'fm',
  'ly',
  'gg',
  'to',
  'eu',
  'su',
  'ac',
  'sh',
  'ws',
]);
