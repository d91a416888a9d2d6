/** Hosts at which anybody can have an address. Not complete: whoever blocks one that is missing here sees first whom it hides. */
export const freeMailHosts: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com outlook.com outlook.de outlook.fr outlook.it outlook.es hotmail.com hotmail.it hotmail.fr hotmail.de
  hotmail.es hotmail.co.uk live.com live.it live.fr live.nl live.co.uk msn.com yahoo.com yahoo.it yahoo.fr yahoo.de yahoo.es
  yahoo.co.uk yahoo.co.in yahoo.co.jp yahoo.com.br ymail.com rocketmail.com icloud.com me.com mac.com aol.com aim.com gmx.com gmx.de
  gmx.net gmx.at gmx.ch web.de mail.com email.com proton.me protonmail.com pm.me tutanota.com tuta.com tuta.io fastmail.com hey.com
  zoho.com libero.it virgilio.it tiscali.it alice.it tim.it tin.it inwind.it iol.it fastwebnet.it email.it pec.it legalmail.it
  aruba.it poste.it postecert.it orange.fr wanadoo.fr laposte.net free.fr sfr.fr neuf.fr bbox.fr t-online.de freenet.de arcor.de
  posteo.de mailbox.org bluewin.ch sunrise.ch hispeed.ch a1.net aon.at chello.at telenet.be skynet.be proximus.be ziggo.nl kpnmail.nl
  planet.nl xs4all.nl home.nl seznam.cz centrum.cz wp.pl o2.pl onet.pl interia.pl op.pl gazeta.pl abv.bg ukr.net mail.ru inbox.ru
  list.ru bk.ru internet.ru yandex.ru yandex.com ya.ru rambler.ru qq.com foxmail.com 163.com 126.com yeah.net sina.com sohu.com
  naver.com daum.net hanmail.net rediffmail.com uol.com.br bol.com.br terra.com.br ig.com.br comcast.net verizon.net att.net
  sbcglobal.net bellsouth.net cox.net charter.net earthlink.net btinternet.com sky.com talktalk.net virginmedia.com ntlworld.com
  telia.com online.no sapo.pt telefonica.net walla.co.il bigpond.com optusnet.com.au xtra.co.nz sympatico.ca rogers.com shaw.ca
  duck.com relay.firefox.com simplelogin.com privaterelay.appleid.com`.split(/\s+/),
);

/** Those that have a host in nearly every country. */
export const freeMailOfCountries = /^(?:yahoo|ymail|hotmail|outlook|live)\.(?:com?\.)?[a-z]{2,3}$/;
