import { render, screen } from '@testing-library/react';
import { VolumeLine } from './volume-line';

const points = () =>
  document
    .querySelector('polyline')!
    .getAttribute('points')!
    .split(' ')
    .map((point) => point.split(',').map(Number));

test('each hour is a point, the last one on the right, and words say what the line shows', () => {
  const hours = Array.from({ length: 24 }, (_, n) => (n === 18 ? 30 : 2));
  render(<VolumeLine hours={hours} usual={4} />);
  screen.getByRole('img', {
    name: '76 public posts to us in the last 24 hours; 30 in the busiest one, 5 h ago',
  });
  expect(points()).toHaveLength(24);
  // The busiest stands highest.
  expect(Math.min(...points().map(([, y]) => y!))).toBe(points()[18]![1]);
  screen.getByText('Last 24 hours');
  screen.getByText('A usual hour');
  expect(document.querySelector('line')!.getAttribute('stroke-dasharray')).not.toBeNull();
});

test('a quiet day, and one that nothing is known of, draw no line', () => {
  render(<VolumeLine hours={[0, 0, 0]} usual={1} />);
  render(<VolumeLine hours={[]} usual={0} />);
  expect(screen.queryByRole('img')).toBeNull();
});

test('while the last hour is the busiest it is said so, and nothing usual is drawn where nothing is known', () => {
  render(<VolumeLine hours={[0, 1, 3]} usual={0} />);
  screen.getByRole('img', {
    name: '4 public posts to us in the last 3 hours; the last one is the busiest, with 3',
  });
  expect(screen.queryByText('A usual hour')).toBeNull();
});
