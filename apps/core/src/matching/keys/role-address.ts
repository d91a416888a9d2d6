/** Local parts that name a role, a team or a program, never one human being (RFC 2142, and what is met in practice). */
const roles = new Set(
  `abuse admin administration administrator amministrazione accounting accounts account all anfrage ap ar assistenza automailer bestellung
  billing booking bookings buchhaltung careers commerciale compta comptabilite contabilidad contact contacto contactus contatti customercare customerservice customer
  daemon direction direzione einkauf empfang empresa enquiries enquiry events everyone facturas facturation family familie famiglia famille familia fattura fatture feedback finance
  finanzen frontdesk hallo hello help helpdesk hi hola home hostmaster hr info informazioni inquiries invoice invoices it jobs kontakt kundenservice
  legal mail mailbox mailer mailer-daemon mailerdaemon marketing media moin negozio news newsletter no-reply noreply notification notifications office
  order orders ordini ordine pedidos personal post postmaster praxis presse press privacy prenotazioni purchasing rechnung rechnungen reception
  recruiting redaktion reklamation reservation reservations reservierung return returns ricevimento root sales salut secretariat secretary security segreteria
  sekretariat service services shop staff store studio subscribe support team tech technik ticket tickets ufficio unsubscribe usenet uucp
  vendite ventas verkauf vertrieb verwaltung webmaster welcome werkstatt www zentrale`
    .trim()
    .split(/\s+/),
);

/** Whether several people write from an address by its very name: info@, noreply@, family@, sales-it@. */
export const isRoleAddress = (mailKey: string): boolean => {
  const at = mailKey.lastIndexOf('@');
  if (at < 1) return false;
  const local = mailKey.slice(0, at).split('+')[0]!;
  if (roles.has(local) || /^(no|do-?not)[._-]?reply\b/.test(local)) return true;
  const words = local.split(/[._-]+/);
  return (
    words.length > 1 &&
    roles.has(words[0]!) &&
    words.slice(1).every((word) => roles.has(word) || word.length <= 2)
  );
};
