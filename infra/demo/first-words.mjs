/** What has happened in the town before anybody looks: a complaint, praise, one who writes by mail and in public, and one who names nobody. */
export const firstWords = [
  { by: 'bluesky', customerId: 'bruno', text: 'My lamp arrived broken, and nobody answers. @shop.example' },
  { by: 'mastodon', customerId: 'chiara', text: '@shop the blue kettle is lovely, thank you!' },
  { by: 'bluesky', customerId: 'ewa', text: 'The desk lamp from the Filo shop smells of burning plastic.' },
  { by: 'x', customerId: 'dev', text: '@shop is the shop open on Sundays?' },
  {
    by: 'mail',
    customerId: 'ada',
    subject: 'Order 4711: where is it?',
    text: 'Hello,\n\nI ordered a desk lamp two weeks ago (order 4711) and have heard nothing since.\n\nAda Moretti',
  },
  { by: 'bluesky', customerId: 'ada', text: '@shop.example two weeks, and no word from you.' },
];
