const named =
  /\b(?:order|ordine|ordini|bestell\w*|auftrag\w*|commande|pedido|zam[oó]wieni\w*|rechnung\w*|invoice|fattura|facture|factura|booking|buchung\w*|prenotazione|reservation|rma|tracking|sendung\w*)\s{0,2}(?:(?:no|nr|num|number|nummer|numero|número|n°|nº|id|ref)\b[.:]?)?\s{0,2}[:#.]?\s{0,2}#?([a-z]{0,4}-?\d[\da-z-]{3,18})\b|(?<![\w&/])#([a-z]{0,4}-?\d{5,14})\b/giu;

const scanned = 3000;
const foundMax = 5;

/** Order, invoice and booking numbers that a text names as such; a bare number is none. In capitals, without dashes. */
export const findOrders = (text: string): string[] => {
  const found = new Set<string>();
  if (!/\d{3}/.test(text)) return [];
  for (const match of text.slice(0, scanned).matchAll(named)) {
    const order = (match[1] ?? match[2])!.toUpperCase().replace(/-/g, '');
    const digits = order.replace(/\D/g, '');
    if (digits.length >= 5 || (digits.length === 4 && !/^(?:19|20)/.test(digits) && order.length >= 6))
      found.add(order);
    if (found.size === foundMax) break;
  }
  return [...found];
};
