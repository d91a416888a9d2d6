// A list of customers as other programs export it, the same for the same numbers.

const header = ['Customer number', 'Name', 'E-mail', 'Second e-mail', 'Phone', 'Language', 'City', 'Remark'];

/** What each column of the list means to an import. */
export const listColumns = [
  'customer-number',
  'name',
  'mail',
  'mail',
  'phone',
  'language',
  'fact:city',
  'fact:remark',
];

const first = ['Ann', 'Zoë', 'Jürgen', 'Chloé', 'Giò', 'Ines', 'Björn', 'Maria', 'Noël', 'Ute'];
const last = ['Müller', 'Rossi', 'Dupont', 'Ångström', 'O’Neill', 'Sørensen', 'Muñoz', 'Klein', 'Bianchi'];
const cities = ['Köln', 'Forlì', 'Orléans', 'Malmö', 'Galway', 'Århus', 'León', 'Bern'];

/** Of 100 rows 5 say again what an earlier one said, and 1 is broken: an address that is none, or a cell too many. */
export function customerRow(n) {
  if (n % 100 === 99) return n % 200 === 99 ? row(n, { mail: 'no address' }) : [...row(n), 'one too many'];
  return n % 20 === 7 ? row(n - 1) : row(n);
}

/** The fields of customer n; every second one has a second address, two of three a phone. */
function row(n, { mail = `customer${n}@shop${n % 977}.example` } = {}) {
  return [
    `K-${n}`,
    `${first[n % first.length]} ${last[n % last.length]} ${n}`,
    mail,
    n % 2 === 0 ? `private${n}@home${n % 499}.example` : '',
    n % 3 === 0 ? '' : `+39 06 ${String(n).padStart(7, '0')}`,
    n % 4 === 0 ? 'it' : 'en',
    cities[n % cities.length],
    n % 10 === 0 ? `Said "call me";\nthen; nothing` : `Remark ${n}`,
  ];
}

/** The list as text: semicolons, quotes and line breaks inside quotes. */
export function customerList(rows) {
  const lines = [header.join(';')];
  for (let n = 0; n < rows; n++) lines.push(customerRow(n).map(quoted).join(';'));
  return `${lines.join('\r\n')}\r\n`;
}

const quoted = (cell) => (/[";\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
