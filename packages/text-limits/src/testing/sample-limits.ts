/** Limits as networks have them. */
export const samples = {
  weighted: 'weighted max=280 address=23',
  graphemes: 'graphemes max=300 bytes=3000',
  /** As an instance of a federated network, where nobody is answered. */
  short: 'graphemes max=500 address=23 warning=0 mentions=short',
};
