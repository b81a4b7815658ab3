import { render, screen } from '@testing-library/react';
import { Summary } from '../../status/summarize';
import { TestApis } from '../../__testUtils__/TestApis';
import { SentenceRoom } from './Sentence';
import { StatusSentence } from './StatusSentence';

const lagging: Summary = {
  subject: 'consumer',
  name: 'JOBS/echo-workers',
  verdict: { level: 'warning', rule: 'lagging', reason: 'Falls behind: 5' },
  consumers: { ok: 1, total: 2 },
};

function sentence(summary: Summary, room: SentenceRoom = 'card') {
  return (
    <TestApis>
      <StatusSentence summary={summary} room={room} />
    </TestApis>
  );
}

function announced() {
  return document.querySelector('[aria-live=polite]')?.textContent;
}

describe('StatusSentence', () => {
  it('says who, what, and how the others do', () => {
    render(sentence(lagging));
    expect(screen.getByText(/JOBS/)).toHaveTextContent(
      'warning: JOBS/echo-workers – Falls behind: 5. 1 of 2 consumers is ok.',
    );
  });

  it('says since when, with the date where that is not today', () => {
    const since = new Date().setHours(9, 5, 0, 0);
    const { rerender } = render(
      sentence({ ...lagging, verdict: { ...lagging.verdict, since } }),
    );
    expect(screen.getByText(/JOBS/)).toHaveTextContent(
      /Falls behind: 5\. Since 9:05\sAM\. 1 of 2/,
    );
    rerender(
      sentence({ ...lagging, verdict: { ...lagging.verdict, since: 0 } }),
    );
    expect(screen.getByText(/JOBS/)).toHaveTextContent(/Since Jan 1, 1970/);
  });

  it('says what to do, unless the page says it below', () => {
    const advice = { text: 'Add clients, or make them faster' };
    const verdict = { ...lagging.verdict, advice };
    const { rerender, unmount } = render(sentence({ ...lagging, verdict }));
    expect(screen.getByText(/JOBS/)).toHaveTextContent(
      'warning: JOBS/echo-workers – Falls behind: 5. Add clients, or make them faster. 1 of 2 consumers is ok.',
    );
    rerender(sentence({ ...lagging, verdict }, 'page'));
    expect(screen.getByText(/JOBS/)).toHaveTextContent(/Add clients/);
    unmount();
    render(sentence({ ...lagging, verdict, subject: 'broker' }, 'page'));
    expect(screen.getByText(/JOBS/)).not.toHaveTextContent(/Add clients/);
  });

  it('announces a new verdict, and no new number', () => {
    const { rerender } = render(sentence(lagging));
    expect(announced()).toBe('');
    const { verdict } = lagging;
    rerender(
      sentence({
        ...lagging,
        verdict: { ...verdict, reason: 'Falls behind: 6' },
      }),
    );
    expect(announced()).toBe('');
    rerender(
      sentence({
        ...lagging,
        verdict: { level: 'error', rule: 'stop', reason: 'Nobody reads: 6' },
      }),
    );
    expect(announced()).toBe(
      'JOBS/echo-workers – Nobody reads: 6. 1 of 2 consumers is ok.',
    );
  });

  it('says that all consumers keep up', () => {
    render(
      sentence({
        subject: 'all',
        name: 'local',
        verdict: { level: 'ok', rule: 'ok', reason: 'All 3 servers answer' },
        consumers: { ok: 2, total: 2 },
      }),
    );
    expect(screen.getByText(/keep up/)).toHaveTextContent(
      'ok: All 2 consumers keep up. Broker local – All 3 servers answer.',
    );
  });
});
