import { VerdictLevel } from '@nats-portal/plugin-nats-common';
import { render, screen } from '@testing-library/react';
import { TestApis } from '../../__testUtils__/TestApis';
import { HeatStrip } from './HeatStrip';

function show(minutes: (VerdictLevel | null)[]) {
  return render(
    <TestApis>
      <HeatStrip minutes={minutes} />
    </TestApis>,
  ).container.querySelectorAll('rect');
}

describe('HeatStrip', () => {
  it('says how many minutes were how, worst first', () => {
    show([null, 'ok', 'ok', 'error', 'warning', 'ok']);
    expect(
      screen.getByRole('img', {
        name: 'Last hour: error for 60 sec, warning for 60 sec, ok for 3 min',
      }),
    ).toBeInTheDocument();
  });

  it('draws one shape for minutes alike, and none for those not looked at', () => {
    const shapes = show([null, null, 'ok', 'ok', 'error', 'ok']);
    expect(
      [...shapes].map(shape => ['x', 'width'].map(a => shape.getAttribute(a))),
    ).toEqual([
      ['4', '4'],
      ['8', '2'],
      ['10', '2'],
    ]);
  });

  it('gives worse minutes a higher shape', () => {
    const [ok, warning, error] = [...show(['ok', 'warning', 'error'])].map(
      shape => Number(shape.getAttribute('height')),
    );
    expect(ok).toBeLessThan(warning);
    expect(warning).toBeLessThan(error);
  });

  it('says that nothing is known yet', () => {
    show([null, null]);
    expect(
      screen.getByRole('img', { name: 'Last hour: nothing known yet' }),
    ).toBeInTheDocument();
  });
});
