import type { Random } from './random.js';
import type { NameList, WorldRates } from './world-options.js';

export interface Company {
  domain: string;
  phone: string;
  handle: string;
  staff: number[];
}

export interface Human {
  index: number;
  given: NameList['given'][number];
  surname: { name: string; otherScripts: readonly string[] };
  phone: string;
  company?: Company;
  /** Others of the family, by index. */
  family: number[];
  familyPhone?: string;
}

export interface Ground {
  random: Random;
  rates: WorldRates;
  names: readonly NameList[];
}

/** Human beings with names, phones, families and employers; namesakes among them. */
export const makeHumans = (ground: Ground, count: number): Human[] => {
  const { random, rates, names } = ground;
  const companies = makeCompanies(random, count);
  const humans: Human[] = [];
  for (let index = 0; index < count; index += 1) {
    const list = random.pick(names);
    const kin = index > 0 && random.chance(rates.family) ? humans[index - 1] : undefined;
    const human: Human = {
      index,
      given: random.pickCommon(list.given),
      surname: surnameOf(random.pickCommon(list.surnames)),
      phone: phone(random),
      family: [],
    };
    if (kin) join(ground, human, kin);
    else if (index > 0 && random.chance(rates.namesake)) takeName(human, random.pick(humans));
    if (random.chance(rates.employed)) employ(ground, human, { companies, humans });
    humans.push(human);
  }
  return humans;
};

const surnameOf = (name: NameList['surnames'][number]): Human['surname'] =>
  typeof name === 'string' ? { name, otherScripts: [] } : name;

const takeName = (human: Human, other: Human): void => {
  human.given = other.given;
  human.surname = other.surname;
};

const join = ({ random, rates }: Ground, human: Human, kin: Human): void => {
  human.surname = kin.surname;
  human.family.push(kin.index);
  kin.family.push(human.index);
  if (!random.chance(rates.familyPhone)) return;
  kin.familyPhone ??= phone(random);
  human.familyPhone = kin.familyPhone;
};

const employ = (
  { random, rates }: Ground,
  human: Human,
  { companies, humans }: { companies: Company[]; humans: readonly Human[] },
): void => {
  const big = random.chance(rates.atBigCompany);
  const company = big ? companies[random.below(bigCompanies)]! : random.pick(companies.slice(bigCompanies));
  if (big && company.staff.length > 0 && random.chance(rates.namesakeAtWork))
    takeName(human, humans[random.pick(company.staff)]!);
  company.staff.push(human.index);
  human.company = company;
};

const bigCompanies = 4;

const makeCompanies = (random: Random, humans: number): Company[] =>
  Array.from({ length: bigCompanies + Math.ceil(humans / 20) }, (_, n) => ({
    domain: `${random.pick(['acme', 'nord', 'alba', 'terra', 'sole', 'hanse', 'delta'])}${n}.${random.pick(['com', 'de', 'it', 'co.uk', 'es'])}`,
    phone: phone(random),
    handle: `official${n}hq`,
    staff: [],
  }));

/** Numbers that their countries really give out. */
const phone = (random: Random): string => {
  const digits = (count: number) => Array.from({ length: count }, () => random.below(10)).join('');
  return random.pick([
    `+39 347 ${digits(7)}`,
    `+49 151 ${digits(8)}`,
    `+44 7400 ${digits(6)}`,
    `+34 612 ${digits(6)}`,
  ]);
};
