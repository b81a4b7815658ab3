import { VerdictLevel } from '@nats-portal/plugin-nats-common';
import { render } from '@testing-library/react';
import { TestApis } from '../../__testUtils__/TestApis';
import { VerdictMark } from './VerdictMark';

const LEVELS: VerdictLevel[] = ['ok', 'info', 'warning', 'error', 'unknown'];

describe('VerdictMark', () => {
  it('gives each level a word and a shape of its own', () => {
    const shapes = LEVELS.map(level => {
      const { container } = render(
        <TestApis>
          <VerdictMark verdict={{ level }} />
        </TestApis>,
      );
      expect(container).toHaveTextContent(level);
      return container.querySelector('path')?.getAttribute('d');
    });
    expect(new Set(shapes).size).toBe(LEVELS.length);
  });
});
