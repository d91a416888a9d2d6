import { findOrders } from './find-orders.js';
import { findPhones } from './find-phones.js';
import type { MatchMessage } from './match-message.js';
import { shown, type Shown } from './shown.js';
import { ofProfile, shownFacts } from './shown-facts.js';

const signatureMax = 1500;
/** Where there is no signature of its own, people sign in the last lines. */
const tailMax = 240;

/** What a message shows of who wrote it: phones, accounts, orders and answers of a form. Pure; most messages show nothing. */
export const shownOfMessage = (message: MatchMessage): Shown[] => {
  const { newText, country } = message;
  const signature = message.signatureText?.slice(0, signatureMax) || newText.slice(-tailMax);
  const orders = findOrders(message.subject ? `${message.subject}\n${newText}` : newText);
  const found = [
    ...findPhones(signature, country).map((phone) => shown('phone', phone)),
    ...ofProfile(signature),
    ...orders.map((order) => shown('order', order, { ofThemselves: false })),
    ...shownFacts(message.facts, country),
  ];
  return found.filter(({ kind, value }) => kind !== 'address' || value !== message.author.key);
};
