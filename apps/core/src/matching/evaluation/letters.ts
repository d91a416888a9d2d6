import type { Random } from './random.js';

const things = 'kettle lamp jacket chair grinder light rucksack desk tent radio'.split(' ');
const openings = ['Hello,', 'Buongiorno,', 'Guten Tag,', 'Hi there,', 'Hola,', ''];
const wishes = [
  'Please send another one.',
  'I would rather have my money back.',
  'Could somebody call me?',
  'Thank you for your help.',
];
const words =
  `garden winter kitchen window brother holiday morning street yellow paper market river teacher pocket silver candle bottle mirror
  ladder corner broken late wrong small heavy loud cheap green the a our my your this that with without under over near after before since
  because and but or so not never always still again maybe came went made found lost bought saw heard told asked opened closed moved`.split(
    /\s+/,
  );

/** A letter that names nobody. As with real ones, hardly seven words in a row are like another's. */
export const letter = (random: Random): { subject: string; text: string } => {
  const thing = random.pick(things);
  const sentence = () =>
    `${Array.from({ length: 8 + random.below(8) }, () => random.pick(words)).join(' ')}.`;
  return {
    subject: `About my ${thing}`,
    text: `${random.pick(openings)} this is about the ${thing}. ${sentence()} ${sentence()} ${random.pick(wishes)}`,
  };
};
