/** People of the town in which the demo's shop stands; each writes by every channel under a name of their own there. */
export const customers = [
  { id: 'ada', name: 'Ada Moretti', mail: 'ada.moretti@mail.example' },
  { id: 'bruno', name: 'Bruno Keller', mail: 'bruno@keller.example' },
  { id: 'chiara', name: 'Chiara Riva', mail: 'chiara.riva@mail.example' },
  { id: 'dev', name: 'Dev Patel', mail: 'dev@patel.example' },
  { id: 'ewa', name: 'Ewa Nowak', mail: 'ewa.nowak@mail.example' },
];
