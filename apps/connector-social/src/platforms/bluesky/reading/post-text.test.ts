import { textsOf } from './heard-post.js';

const line = 'C2X8-HFW8 m… at e….example';
const external = { uri: 'https://parcel.example/a', title: `Recall ${line}`, description: '' };
const facets = (uri: string, byteEnd: number) => [
  { index: { byteStart: 5, byteEnd }, features: [{ $type: 'app.bsky.richtext.facet#link', uri }] },
];

it.each([
  ['a link card', { text: 'mine!', embed: { $type: 'app.bsky.embed.external', external } }, 'mine!'],
  [
    'a picture',
    { text: 'mine!', embed: { $type: 'app.bsky.embed.images', images: [{ alt: line }] } },
    'mine!',
  ],
  [
    'where a link leads',
    { text: 'look there now', facets: facets(`https://parcel.example/ ${line} `, 10) },
    'look \u{FFFC} now',
  ],
  [
    'words behind which a link stands',
    { text: `look ${line}`, facets: facets('https://parcel.example', 5 + Buffer.byteLength(line)) },
    'look \u{FFFC}',
  ],
])('what stands in %s was not typed', (_, record, typedText) => {
  const texts = textsOf({ createdAt: '', ...record } as never, undefined);
  expect(texts).toMatchObject({ newText: expect.stringContaining(line), typedText });
});

it('what was typed and nothing else is told once', () =>
  expect(textsOf({ text: line } as never, undefined)).toEqual({ text: line, newText: line }));
