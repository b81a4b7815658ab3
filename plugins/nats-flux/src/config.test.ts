import { mockServices } from '@backstage/backend-test-utils';
import { resolve } from 'node:path';
import { readRepositoriesDirectory } from './config';

describe('readRepositoriesDirectory', () => {
  it('is absent where the platform publishes to git hosts only', () => {
    expect(
      readRepositoriesDirectory(mockServices.rootConfig({ data: {} })),
    ).toBeUndefined();
  });

  it('starts at the working directory', () => {
    const config = mockServices.rootConfig({
      data: { nats: { repositories: { directory: 'data/repositories' } } },
    });
    expect(readRepositoriesDirectory(config)).toBe(
      resolve('data/repositories'),
    );
  });
});
