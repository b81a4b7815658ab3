import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { readPrometheusConfigs } from './readPrometheusConfigs';

function read(...prometheus: (JsonObject | undefined)[]) {
  const brokers = prometheus.map((one, i) => ({
    name: `b${i}`,
    ...(one ? { prometheus: one } : {}),
  }));
  return readPrometheusConfigs(
    mockServices.rootConfig({ data: { nats: { brokers } } }),
  );
}

describe('readPrometheusConfigs', () => {
  it('finds none where there is none', () => {
    expect(read(undefined).size).toBe(0);
    expect(
      readPrometheusConfigs(mockServices.rootConfig({ data: {} })).size,
    ).toBe(0);
  });

  it('reads all there is to say', () => {
    const found = read(undefined, {
      url: 'https://prometheus.example.org/tenant',
      tls: { caFile: '/ca.pem' },
      user: 'portal',
      password: 'secret',
      labels: { namespace: 'nats' },
      timeout: '3s',
    });
    expect([...found]).toEqual([
      [
        'b1',
        {
          key: 'nats.brokers[1].prometheus',
          url: 'https://prometheus.example.org/tenant/',
          tls: { ca: undefined, caFile: '/ca.pem' },
          login: { kind: 'password', user: 'portal', password: 'secret' },
          labels: { namespace: 'nats' },
          timeoutMs: 3_000,
        },
      ],
    ]);
  });

  it.each<[JsonObject, RegExp]>([
    [{}, /brokers\[0\]\.prometheus/],
    [{ url: 'prometheus:9090' }, /prometheus\.url is no URL/],
    [{ url: 'http://a/?x=1' }, /prometheus\.url is no URL/],
    [{ url: 'http://a', token: 'x', tokenFile: '/x' }, /keep one/],
    [{ url: 'http://a', user: 'x' }, /both user and password/],
    [{ url: 'http://a', labels: { 'a"} or': 'x' } }, /no name of a label/],
    [{ url: 'http://a', labels: { a: 1 } }, /labels\.a/],
    [{ url: 'http://a', timeout: '0s' }, /longer than nothing/],
    [{ url: 'http://a', tls: { ca: 'x', caFile: '/x' } }, /exclude/],
  ])('refuses %j, naming the key', (given, message) => {
    expect(() => read(given)).toThrow(message);
  });

  it('repeats no password that stands where it should not', () => {
    const given = { url: 'https://portal:hunter2@prometheus.example.org' };
    expect(() => read(given)).toThrow(/url holds credentials/);
    expect(() => read(given)).not.toThrow(/hunter2/);
  });

  it('lists the mistakes of all brokers', () => {
    expect(() => read({ url: 'x' }, { url: 'y' })).toThrow(
      /brokers\[0\][^]*brokers\[1\]/,
    );
  });
});
