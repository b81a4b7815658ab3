import { NatsClient } from './NatsClient';

function clientAnswering(status: number, body: unknown) {
  const fetch = jest.fn(
    async (_url: RequestInfo | URL, _init?: RequestInit) =>
      new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json' },
      }),
  );
  const client = new NatsClient({
    discoveryApi: { getBaseUrl: async id => `http://backend/api/${id}` },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

describe('NatsClient', () => {
  const { signal } = new AbortController();

  it('asks for all brokers', async () => {
    const { client, fetch } = clientAnswering(200, { brokers: [] });
    await expect(client.getBrokers()).resolves.toEqual({ brokers: [] });
    expect(fetch).toHaveBeenCalledWith('http://backend/api/nats/brokers', {
      signal: undefined,
    });
  });

  it('asks for the fleet', async () => {
    const { client, fetch } = clientAnswering(200, { brokers: [] });
    await client.getFleet({ signal });
    expect(fetch).toHaveBeenCalledWith('http://backend/api/nats/fleet', {
      signal,
    });
  });

  it('asks for one broker, whatever its name', async () => {
    const { client, fetch } = clientAnswering(200, { name: '../a b' });
    await client.getBroker('../a b', { signal });
    expect(fetch).toHaveBeenCalledWith(
      'http://backend/api/nats/brokers/..%2Fa%20b',
      { signal },
    );
  });

  it('asks for a page of a list, by what was asked for only', async () => {
    const { client, fetch } = clientAnswering(200, { consumers: [] });
    await client.getConsumers({ broker: 'a b', text: '', levels: [] });
    expect(fetch).toHaveBeenLastCalledWith(
      'http://backend/api/nats/brokers/a%20b/consumers',
      { signal: undefined },
    );
    await client.getStreams(
      {
        broker: 'local',
        account: 'A&B',
        levels: ['error', 'warning'],
        text: 'jobs',
        sort: 'bytes',
        limit: 200,
        cursor: 'abc',
      },
      { signal },
    );
    const [url, init] = fetch.mock.lastCall!;
    const { pathname, searchParams } = new URL(String(url));
    expect(pathname).toBe('/api/nats/brokers/local/streams');
    expect(Object.fromEntries(searchParams)).toEqual({
      account: 'A&B',
      level: 'error,warning',
      q: 'jobs',
      sort: 'bytes',
      limit: '200',
      cursor: 'abc',
    });
    expect(init).toEqual({ signal });
  });

  it('asks for a preview of what a form holds', async () => {
    const { client, fetch } = clientAnswering(200, { files: [] });
    const request = { cluster: 'local', messaging: { streams: [] } };
    await client.getPreview(request, { signal });
    expect(fetch).toHaveBeenCalledWith('http://backend/api/nats/preview', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal,
    });
  });

  it('asks for a preview of a change', async () => {
    const { client, fetch } = clientAnswering(200, { files: [] });
    const request = { entityRef: 'resource:default/a', memory: '1Gi' };
    await client.getChangePreview(request, { signal });
    expect(fetch).toHaveBeenCalledWith(
      'http://backend/api/nats/preview/change',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
        signal,
      },
    );
  });

  it('asks for an entity', async () => {
    const { client, fetch } = clientAnswering(200, {
      consumers: [],
      findings: [],
    });
    await client.getEntityStatus(
      { kind: 'component', namespace: 'default', name: 'echo' },
      { signal },
    );
    expect(fetch).toHaveBeenCalledWith(
      'http://backend/api/nats/entities/component/default/echo',
      { signal },
    );
  });

  it('asks for a consumer, with the thresholds of an entity', async () => {
    const { client, fetch } = clientAnswering(200, { samples: [] });
    await client.getConsumer(
      {
        broker: 'local',
        stream: 'JOBS',
        consumer: 'a/b',
        account: 'TEAM A',
        entityRef: 'component:default/echo',
      },
      { signal },
    );
    expect(fetch).toHaveBeenCalledWith(
      'http://backend/api/nats/brokers/local/consumers/JOBS/a%2Fb?account=TEAM+A&entity=component%3Adefault%2Fecho',
      { signal },
    );
    await client.getConsumer({
      broker: 'local',
      stream: 'JOBS',
      consumer: 'audit',
    });
    expect(fetch).toHaveBeenLastCalledWith(
      'http://backend/api/nats/brokers/local/consumers/JOBS/audit',
      { signal: undefined },
    );
  });

  it('asks for a stream', async () => {
    const { client, fetch } = clientAnswering(200, { samples: [] });
    await client.getStream(
      { broker: 'local', stream: 'JOBS', account: 'A B' },
      { signal },
    );
    expect(fetch).toHaveBeenCalledWith(
      'http://backend/api/nats/brokers/local/streams/JOBS?account=A+B',
      { signal },
    );
  });

  it('asks what a text says', async () => {
    const { client, fetch } = clientAnswering(200, { findings: [] });
    await client.readMessaging({ text: 'streams: []' }, { signal });
    expect(fetch).toHaveBeenCalledWith(
      'http://backend/api/nats/messaging/read',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"text":"streams: []"}',
        signal,
      },
    );
  });

  it.each([
    [{}, 'brokers/a%20b/history?range=7d'],
    [{ stream: 'JOBS' }, 'brokers/a%20b/streams/JOBS/history?range=7d'],
    [
      { stream: 'JOBS', consumer: 'a/b', account: 'APP' },
      'brokers/a%20b/consumers/JOBS/a%2Fb/history?range=7d&account=APP',
    ],
  ])('asks for the history of %j', async (asset, path) => {
    const { client, fetch } = clientAnswering(200, { columns: [] });
    await client.getHistory(
      { broker: 'a b', range: '7d', ...asset },
      { signal },
    );
    expect(fetch).toHaveBeenCalledWith(`http://backend/api/nats/${path}`, {
      signal,
    });
  });

  it('throws what the backend said', async () => {
    const { client } = clientAnswering(403, {
      error: { name: 'NotAllowedError', message: 'Permission missing' },
      response: { statusCode: 403 },
    });
    await expect(client.getBrokers()).rejects.toMatchObject({
      name: 'ResponseError',
      cause: { name: 'NotAllowedError', message: 'Permission missing' },
    });
  });
});
