import { fieldLabel, fieldNameOf } from './field-label';

test.each([
  ['order-number', 'Order number'],
  ['shoe_size', 'Shoe size'],
  ['città', 'Città'],
  ['N', 'N'],
])('reads the field %s as "%s"', (field, label) => {
  expect(fieldLabel(field)).toBe(label);
});

test.each([
  ['Customer number', 'customer-number'],
  ['  Order_Number ', 'order-number'],
  ['Città natale', 'città-natale'],
])('a field called "%s" is the one that forms call %s', (label, field) => {
  expect(fieldNameOf(label)).toBe(field);
});
