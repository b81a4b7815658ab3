import { request } from '../__testUtils__/requests';
import { theDefaults } from '../__testUtils__/theRepository';
import { resolveSettings } from './resolveSettings';

function findings(provisioning: 'flux' | 'portal') {
  const { findings: all } = resolveSettings(
    request({
      provisioning,
      messaging: {
        streams: [],
        keyValues: [{ bucket: 'settings' }],
        objectStores: [{ bucket: 'files' }],
      },
    }),
    theDefaults(),
  );
  return all
    .filter(({ id }) => id === 'settings-buckets')
    .map(({ severity, path }) => `${severity} ${path}`);
}

describe('settings-buckets', () => {
  it('refuses buckets that a repository would be without', () => {
    expect(findings('flux')).toEqual([
      'error messaging.keyValues[0]',
      'error messaging.objectStores[0]',
    ]);
  });

  it('has nothing against buckets that the portal makes', () => {
    expect(findings('portal')).toEqual([]);
  });
});
