import { foldLetters } from '../names/fold-letters.js';
import { findAddresses, findHandles } from './find-handles.js';
import { e164 } from './find-phones.js';
import { findOrders } from './find-orders.js';
import { shown, type Shown } from './shown.js';

const saysNothing =
  /message|nachricht|messaggio|text|subject|betreff|oggetto|topic|thema|reason|grund|motivo|consent|privacy|newsletter|language|sprache|lingua|country|land|paese|rating|salut|anrede|gender|title|name|nome|mail|date|datum|data|product|produkt|prodotto|city|stadt|citta|category|quantity/;

/** What somebody wrote into the fields of a form, or of a profile elsewhere. */
export const shownFacts = (facts: Readonly<Record<string, string>>, country: string | undefined): Shown[] =>
  Object.entries(facts).flatMap(([field, value]) => shownFact(field, value.trim(), country));

const shownFact = (field: string, value: string, country: string | undefined): Shown[] => {
  const name = foldLetters(field);
  if (/phone|telefon|tel$|mobil|cell|handy/.test(name)) {
    const phone = e164(value, country);
    return phone === undefined ? [] : [shown('phone', phone)];
  }
  if (/order|bestell|ordine|auftrag|commande|pedido|invoice|rechnung|fattura|booking/.test(name))
    return findOrders(`order ${value}`).map((order) => shown('order', order));
  if (/bio|about|profile|website|social|twitter|instagram|handle/.test(name)) return ofProfile(value);
  if (value.length < 4 || value.length > 60 || saysNothing.test(name)) return [];
  return [shown('fact', value, { key: `${name} ${foldLetters(value).replace(/\W+/g, '')}`, field })];
};

/** Accounts and addresses in a text by which people describe themselves. */
export const ofProfile = (text: string): Shown[] => [
  ...findHandles(text).map((handle) => shown('handle', handle)),
  ...findAddresses(text).map((address) => shown('address', address)),
];
