import type { AccountForm } from '@filo/contracts/http';

type Address = AccountForm['address'];

/** What each shape means; none of them takes longer than its text is long. */
const shapes: Record<Address['shape'], RegExp> = {
  word: /^\w+$/,
  host: /^([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/i,
  'name@host': /^\w+([.-]\w+)*@[a-z0-9.-]+(:\d+)?$/i,
  text: /./,
};

export const hasShape = (address: string, { shape, longest }: Address): boolean =>
  address.length <= longest && shapes[shape].test(address);

/** https without a port, a query or a fragment; a machine of one's own is for trying out. */
export const isPlainHttps = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.search !== '' || url.hash !== '') return false;
  return ['127.0.0.1', 'localhost'].includes(url.hostname) || (url.protocol === 'https:' && url.port === '');
};
