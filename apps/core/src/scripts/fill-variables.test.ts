import { fillVariables, firstNameOf } from './fill-variables.js';

describe('a script', () => {
  it.each([
    ['Dear {{person_first_name}},', { person_first_name: 'Amara' }, 'Dear Amara,'],
    ['Dear {{ person_name }},', { person_name: 'Amara Okafor' }, 'Dear Amara Okafor,'],
    ['Dear {{person_name}},', {}, 'Dear {{person_name}},'],
    ['Dear {{person_name}},', { person_name: '  ' }, 'Dear {{person_name}},'],
    ['Order {{order number}}', { subject: 'x' }, 'Order {{order number}}'],
    ['{{Person_name}}', { person_name: 'Amara' }, '{{Person_name}}'],
    ['{{subject}} {{subject}}', { subject: '$& $1' }, '$& $1 $& $1'],
    ['{{subject}}', { subject: '{{agent_name}}', agent_name: 'Sam' }, '{ {agent_name}}'],
    ['{{{subject}}}', { subject: 'a' }, '{a}'],
    ['{{a\nb}} {{}}', { subject: 'a' }, '{{a\nb}} {{}}'],
  ])('%j is filled with %j', (text, values, filled) => expect(fillVariables(text, values)).toBe(filled));

  it.each([
    ['Amara Okafor', 'Amara'],
    ['Okafor, Amara', 'Amara'],
    ['Amara', 'Amara'],
    ['Okafor,', undefined],
    ['amara@example.org', undefined],
    ['@amara', undefined],
    ['Customer 4711', undefined],
    ['', undefined],
  ])('%j is written to as %j', (name, first) => expect(firstNameOf(name)).toBe(first));
});
