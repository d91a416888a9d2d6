import { suggestColumn } from './suggest-column.js';

it.each([
  ['E-Mail', 'mail'],
  ['Email address 2', 'mail'],
  ['Telefono', 'phone'],
  ['Mobile Phone', 'phone'],
  ['Kundennummer', 'customer-number'],
  ['Customer ID', 'customer-number'],
  ['Codice cliente', 'customer-number'],
  ['Nome e cognome', 'name'],
  ['Full name', 'name'],
  ['Lingua', 'language'],
  ['Language code', 'language'],
  ['City', 'fact:city'],
  ['Città', 'fact:city'],
  ['User ID', 'site'],
  ['Anything else', 'ignore'],
  ['', 'ignore'],
])('takes “%s” for %s', (header, column) => expect(suggestColumn(header)).toBe(column));
