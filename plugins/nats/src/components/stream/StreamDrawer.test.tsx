import { render, screen, within } from '@testing-library/react';
import { findSerious } from '../../__testUtils__/findSerious';
import { TestApis } from '../../__testUtils__/TestApis';
import {
  fillingStream,
  streamStatus,
  unseenStream,
} from '../../__testUtils__/statuses';
import { StreamDrawer } from './StreamDrawer';

async function open(stream = fillingStream) {
  render(
    <TestApis>
      <StreamDrawer broker="local" stream={stream} onClose={jest.fn()} />
    </TestApis>,
  );
  return screen.findByRole('dialog', { name: stream.stream });
}

describe('StreamDrawer', () => {
  it('begins with the sentence and what to do', async () => {
    const drawer = await open();
    expect(drawer).toHaveTextContent(/warningFull in 2 h: 0\.9 of 1 GiB/);
    expect(drawer).toHaveTextContent(/Raise its limit\.nats stream info JOBS/);
  });

  it('holds nothing that axe finds serious', async () => {
    await open();
    expect(await findSerious(document.body)).toEqual([]);
  });

  it('shows what it holds and how it is configured', async () => {
    const drawer = await open();
    expect(drawer).toHaveTextContent(/First sequence8,001/);
    expect(drawer).toHaveTextContent(/Stored3\.4\/s/);
    expect(drawer).toHaveTextContent(/Subjectsorders\.>/);
    expect(drawer).toHaveTextContent(/Limits1 GiB, 24 hr/);
    expect(drawer).toHaveTextContent(/When fulldrops the oldest messages/);
  });

  it('says how far behind its origins it is', async () => {
    const { state } = streamStatus('COPY');
    const drawer = await open(
      streamStatus('COPY', {
        state: state && {
          ...state,
          origins: [
            { kind: 'mirror', name: 'ORDERS', lag: 1200, silentMs: 4_000 },
            { kind: 'source', name: 'GONE', lag: 0, error: 'no such stream' },
          ],
        },
      }),
    );
    expect(drawer).toHaveTextContent(
      /Mirror of ORDERS1,200 behind, heard of 4 sec ago/,
    );
    expect(drawer).toHaveTextContent(
      /Source GONE0 behind, never heard of, no such stream/,
    );
  });

  it('shows the limits in force, and who set them', async () => {
    const drawer = await open(
      streamStatus('JOBS', {
        thresholds: [
          {
            key: 'msgs-critical',
            value: 90_000,
            unit: 'count',
            origin: 'metadata',
          },
        ],
      }),
    );
    expect(drawer).toHaveTextContent(
      /msgs-critical90,000, set in its metadata/,
    );
  });

  it('claims no configuration that was never read', async () => {
    const drawer = await open(unseenStream);
    expect(
      within(drawer).queryByRole('heading', { name: 'Configuration' }),
    ).not.toBeInTheDocument();
    expect(drawer).toHaveTextContent(/Messages–/);
  });
});
