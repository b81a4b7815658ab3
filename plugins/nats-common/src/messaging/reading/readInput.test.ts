import { checkMessaging } from '../checkMessaging';

/** What was read, and what was said of it with its place. */
function read(input: unknown) {
  const { spec, findings } = checkMessaging(input);
  return {
    spec,
    said: findings.map(
      ({ severity, id, path, line, column }) =>
        `${severity} ${id} ${path}${
          line === undefined ? '' : ` ${line}:${column}`
        }`,
    ),
  };
}

const lines = (...text: string[]) => text.join('\n');

describe('a messaging spec as a text', () => {
  const spec = {
    streams: [
      {
        name: 'JOBS',
        subjects: ['jobs.>'],
        maxAge: '24h',
        consumers: [{ durableName: 'w', filterSubject: 'jobs.a' }],
      },
    ],
    keyValues: [{ bucket: 'b', ttl: '1h' }],
  };

  it('is read from YAML and from JSON', () => {
    const yaml = lines(
      'streams:',
      '  - name: JOBS',
      '    subjects: [jobs.>]',
      '    maxAge: 24h',
      '    consumers:',
      '      - { durableName: w, filterSubject: jobs.a }',
      'keyValues: [{ bucket: b, ttl: 1h }]',
    );
    expect(read(yaml)).toEqual({ spec, said: [] });
    expect(read(JSON.stringify(spec))).toEqual({ spec, said: [] });
    expect(read(JSON.stringify(spec, null, '\t'))).toEqual({ spec, said: [] });
  });

  it('has line and column in every finding', () => {
    expect(
      read(
        lines(
          '# what we want',
          'streams:',
          '  - name: JOBS',
          '    subjects: [jobs.>, "jobs a"]',
          '    maxAge: 7 days',
          '    consumers:',
          '      - durableName: w',
          '        filterSubject: other',
          '      - {}',
          '    extra: 1',
        ),
      ).said,
    ).toEqual([
      'error js-unknown-field streams[0].extra 10:5',
      'error js-shape streams[0].consumers[1].durableName 9:9',
      'error js-subject-invalid streams[0].subjects[1] 4:24',
      'error js-duration streams[0].maxAge 5:5',
      'error js-filter-outside streams[0].consumers[0].filterSubject 8:9',
    ]);
  });

  it.each([
    ['', 'is empty', ''],
    ['  \n', 'is empty', ''],
    ['---\n# nothing\n---', 'is empty', ''],
    ['streams: [', 'Flow', '1:11'],
    ['streams:\n\t- a', 'Tabs', '2:1'],
    ['{"streams": [], "streams": []}', 'unique', '1:17'],
    ['streams: []\nstreams: []', 'unique', '2:1'],
    ['streams: !secret x', 'tag', '1:10'],
    ['streams: &a [*a]', 'refers to itself', ''],
    ['streams: *a', 'alias', ''],
    ['['.repeat(20_000), '', ''],
  ])('is not read from %j', (text, problem, position) => {
    const { spec: nothing, findings } = checkMessaging(text);
    expect(nothing).toEqual({ streams: [] });
    const [{ id, severity, message, line = '', column = '' }] = findings;
    expect([id, severity]).toEqual(['js-syntax', 'error']);
    expect(message).toContain(problem);
    expect(message).not.toContain('\n');
    expect(`${line}:${column}`).toMatch(position || /^/);
  });

  it('is not read where a few aliases stand for gigabytes', () => {
    const bomb = lines(
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...[...'bcdefghij'].map(
        (name, i) => `${name}: &${name} [${`*${'abcdefghi'[i]},`.repeat(10)}]`,
      ),
    );
    expect(read(bomb).said).toEqual(['error js-syntax ']);
  });

  it('may use an alias, and its findings point to where that is used', () => {
    expect(
      read(
        lines(
          'streams:',
          '  - &common { name: A, subjects: [a], maxAge: 24 }',
          '  - *common',
        ),
      ).said,
    ).toEqual([
      'error js-shape streams[0].maxAge 2:39',
      'error js-shape streams[1].maxAge 2:39',
      'error js-duplicate-asset streams[1].name 2:15',
      'error js-subject-overlap streams[1].subjects[0] 2:35',
    ]);
  });

  it('may be several documents, which make one spec', () => {
    expect(
      read(
        lines(
          'streams: [{ name: A, subjects: [a], maxAge: 1h }]',
          '---',
          'streams: [{ name: B, subjects: [a], maxAge: 1h }]',
          'other: 1',
          '---',
          '# nothing',
          '---',
          'name: C',
          'subjects: [c]',
          'maxAge: 1h',
        ),
      ),
    ).toEqual({
      spec: {
        streams: [
          { name: 'A', subjects: ['a'], maxAge: '1h' },
          { name: 'B', subjects: ['a'], maxAge: '1h' },
          { name: 'C', subjects: ['c'], maxAge: '1h' },
        ],
      },
      said: [
        'error js-unknown-field [1].other 4:1',
        'error js-subject-overlap [1].streams[0].subjects[0] 3:33',
      ],
    });
  });

  it('names other places as they are called in the text', () => {
    const { findings } = checkMessaging(
      lines(
        'streams: [{ name: A, subjects: [a], maxAge: 1h }]',
        '---',
        'streams: [{ name: A, subjects: [b], maxAge: 1h }]',
      ),
    );
    expect(findings[0].message).toBe(
      '"A" is named twice, first at [0].streams[0].name; the second would overwrite the first',
    );
  });
});

describe('manifests of the JetStream controller', () => {
  const manifest = (kind: string, spec: object) => ({
    apiVersion: 'jetstream.nats.io/v1beta2',
    kind,
    metadata: { name: 'any', annotations: { a: 'b' } },
    spec,
  });
  const stream = manifest('Stream', {
    name: 'ORDERS',
    subjects: ['orders.*'],
    storage: 'memory',
    replicas: 1,
    maxAge: '1h',
    compression: '',
    sealed: false,
    persistMode: '',
    account: '',
    servers: [],
    preventDelete: false,
  });
  const push = manifest('Consumer', {
    streamName: 'ORDERS',
    durableName: 'pushed',
    deliverSubject: 'to.me',
    deliverPolicy: 'last',
    ackPolicy: 'none',
    ackWait: '1ns',
    replayPolicy: 'instant',
    pauseUntil: '',
    flowControl: false,
  });

  it('become one spec, the consumers below their streams', () => {
    expect(
      read([
        push,
        stream,
        manifest('KeyValue', {
          bucket: 'settings',
          history: 20,
          replicas: 1,
          storage: 'file',
          ttl: '24h',
          limitMarkerTtl: 60e9,
        }),
        manifest('ObjectStore', { bucket: 'files', replicas: 1, ttl: '24h' }),
        manifest('Consumer', {
          streamName: 'ORDERS',
          durableName: 'pulled',
          filterSubject: 'orders.received',
          maxDeliver: 20,
          ackPolicy: 'explicit',
          ackWait: '30s',
        }),
      ]),
    ).toEqual({
      spec: {
        streams: [
          {
            name: 'ORDERS',
            subjects: ['orders.*'],
            storage: 'memory',
            replicas: 1,
            maxAge: '1h',
            sealed: false,
            consumers: [
              {
                durableName: 'pushed',
                deliverSubject: 'to.me',
                deliverPolicy: 'last',
                ackPolicy: 'none',
                ackWait: '1ns',
                replayPolicy: 'instant',
                flowControl: false,
              },
              {
                durableName: 'pulled',
                filterSubject: 'orders.received',
                maxDeliver: 20,
                ackPolicy: 'explicit',
                ackWait: '30s',
              },
            ],
          },
        ],
        keyValues: [
          {
            bucket: 'settings',
            history: 20,
            replicas: 1,
            storage: 'file',
            ttl: '24h',
            limitMarkerTtl: '1m',
          },
        ],
        objectStores: [{ bucket: 'files', replicas: 1, ttl: '24h' }],
      },
      said: ['warning js-ack-none [0].spec.ackPolicy'],
    });
  });

  it('are read from a text with several, with the line of each field', () => {
    expect(
      read(
        lines(
          'apiVersion: jetstream.nats.io/v1beta2',
          'kind: Stream',
          'metadata:',
          '  name: orders',
          'spec:',
          '  name: ORDERS',
          '  subjects: [orders.*]',
          '  storage: file',
          '  replicas: 1',
          '  maxAge: 1d # the controller would not read this, and here it is fine',
          '---',
          'apiVersion: jetstream.nats.io/v1beta2',
          'kind: Consumer',
          'metadata:',
          '  name: orders-w',
          'spec:',
          '  streamName: ORDERS',
          '  durableName: w',
          '  ackPolicy: explicit',
          '  filterSubject: x.y',
          '  flow_control: true',
        ),
      ).said,
    ).toEqual([
      'error js-unknown-field [1].spec.flow_control 21:3',
      'error js-filter-outside [1].spec.filterSubject 20:3',
    ]);
  });

  it('may be one, or the items of a list', () => {
    expect(read(stream).spec.streams).toHaveLength(1);
    const list = { apiVersion: 'v1', kind: 'List', items: [stream, push] };
    expect(read(list)).toMatchObject({
      spec: { streams: [{ consumers: [{ durableName: 'pushed' }] }] },
      said: ['warning js-ack-none items[1].spec.ackPolicy'],
    });
  });

  it('that are no streams, consumers or buckets are left out aloud', () => {
    expect(
      read([
        stream,
        manifest('Account', { name: 'app' }),
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'nats' } },
      ]),
    ).toMatchObject({
      spec: { streams: [{ name: 'ORDERS' }] },
      said: ['warning js-left-out [1].kind', 'warning js-left-out [2].kind'],
    });
    expect(read(manifest('Account', { name: 'app' })).said).toEqual([
      'warning js-left-out kind',
      'error js-shape ',
    ]);
  });

  it('are of the controller in part, which is said once', () => {
    const kept = { account: 'app', preventDelete: true };
    const { findings } = checkMessaging([
      { ...stream, spec: { ...stream.spec, ...kept } },
      {
        ...push,
        spec: { ...push.spec, ...kept, ackPolicy: 'explicit', ackWait: '1m' },
      },
    ]);
    expect(findings).toEqual([
      expect.objectContaining({
        id: 'js-left-out',
        severity: 'warning',
        path: '[0].spec.account',
        message:
          'how the controller connects and keeps things is no part of a messaging spec: account, preventDelete of 2 objects left out',
      }),
    ]);
  });

  it('are of one account', () => {
    const of = (name: string, account: string) =>
      manifest('Stream', { ...stream.spec, name, subjects: [name], account });
    expect(read([of('A', 'a'), of('B', 'b'), of('C', 'b')]).said).toEqual([
      'warning js-left-out [0].spec.account',
      'error js-account [1].spec.account',
    ]);
  });

  it('of another JetStream domain are refused', () => {
    const spec = { ...stream.spec, jsDomain: 'hub' };
    expect(read({ ...stream, spec }).said).toEqual([
      'error js-unknown-field spec.jsDomain',
    ]);
  });

  it('that leave to the controller what means something else here are warned of', () => {
    expect(
      checkMessaging([
        manifest('Stream', { name: 'S', subjects: ['s'], maxAge: '1h' }),
        manifest('Consumer', { streamName: 'S', durableName: 'c' }),
      ]).findings.map(({ path, message }) => `${path} ${message}`),
    ).toEqual([
      '[0].spec says nothing of storage and replicas: the controller makes that storage memory, replicas 1, a messaging spec does not; write what is meant',
      '[1].spec says nothing of ackPolicy: the controller makes that ackPolicy none, a messaging spec does not; write what is meant',
    ]);
  });

  it.each([
    [manifest('Stream', 7 as never), 'error js-shape spec'],
    [{ ...stream, spec: undefined }, 'error js-shape spec'],
    [
      manifest('Consumer', { durableName: 'c', ackPolicy: 'explicit' }),
      'error js-consumer-stream spec.streamName',
    ],
    [
      manifest('Consumer', { streamName: 'S', ackPolicy: 'explicit' }),
      'error js-shape spec.durableName',
    ],
    [
      manifest('Consumer', {
        streamName: 'S',
        durableName: 'c',
        ackPolicy: 'explicit',
      }),
      'error js-consumer-stream spec.streamName',
    ],
  ])('that say too little are refused: %j', (input, finding) => {
    expect(read(input).said).toContain(finding);
  });

  it('may be consumers of a stream that the account has', () => {
    const input = manifest('Consumer', {
      streamName: 'S',
      durableName: 'c',
      ackPolicy: 'explicit',
      replicas: 3,
    });
    expect(
      checkMessaging(input, { existingStreams: ['S'], servers: 3 }),
    ).toEqual({
      spec: {
        streams: [
          {
            name: 'S',
            consumers: [
              { durableName: 'c', ackPolicy: 'explicit', replicas: 3 },
            ],
          },
        ],
      },
      findings: [],
    });
  });
});

describe('what the JetStream API has', () => {
  const config = {
    name: 'ORDERS',
    description: '',
    subjects: ['orders.>'],
    retention: 'limits',
    max_consumers: -1,
    max_msgs: -1,
    max_bytes: -1,
    max_age: 86_400_000_000_000,
    max_msgs_per_subject: -1,
    max_msg_size: -1,
    discard: 'old',
    storage: 'file',
    num_replicas: 1,
    duplicate_window: 120_000_000_000,
    compression: 'none',
    allow_direct: true,
    mirror_direct: false,
    sealed: false,
    deny_delete: false,
    deny_purge: false,
    allow_rollup_hdrs: false,
    consumer_limits: {},
    allow_msg_ttl: false,
    persist_mode: '',
    placement: null,
    metadata: { team: 'sales', '_nats.ver': '2.15.1', '_nats.level': '5' },
  };
  const stream = {
    name: 'ORDERS',
    subjects: ['orders.>'],
    retention: 'limits',
    maxConsumers: -1,
    maxMsgs: -1,
    maxBytes: -1,
    maxAge: '24h',
    maxMsgsPerSubject: -1,
    maxMsgSize: -1,
    discard: 'old',
    storage: 'file',
    replicas: 1,
    duplicateWindow: '2m',
    compression: 'none',
    allowDirect: true,
    mirrorDirect: false,
    sealed: false,
    denyDelete: false,
    denyPurge: false,
    allowRollup: false,
    consumerLimits: {},
    allowMsgTtl: false,
    metadata: { team: 'sales' },
  };
  const consumerConfig = {
    durable_name: 'w',
    name: 'w',
    deliver_policy: 'by_start_time',
    opt_start_time: '2026-01-31T12:00:00Z',
    ack_policy: 'explicit',
    ack_wait: 30_000_000_000,
    max_deliver: 3,
    backoff: [30_000_000_000, 60_000_000_000],
    filter_subject: 'orders.new',
    replay_policy: 'instant',
    max_waiting: 512,
    max_ack_pending: 1000,
    num_replicas: 0,
    pause_until: '0001-01-01T00:00:00Z',
    priority_timeout: 0,
  };
  const consumer = {
    durableName: 'w',
    deliverPolicy: 'byStartTime',
    optStartTime: '2026-01-31T12:00:00Z',
    ackPolicy: 'explicit',
    ackWait: '30s',
    maxDeliver: 3,
    backoff: ['30s', '1m'],
    filterSubject: 'orders.new',
    replayPolicy: 'instant',
    maxWaiting: 512,
    maxAckPending: 1000,
    replicas: 0,
    pinnedTtl: '0s',
  };
  const streamInfo = {
    config,
    created: '2026-01-31T12:00:00Z',
    state: { messages: 7, bytes: 700, first_seq: 1, last_seq: 7 },
    cluster: { leader: 'nats-0' },
  };
  const consumerInfo = {
    stream_name: 'ORDERS',
    name: 'w',
    config: consumerConfig,
    delivered: { consumer_seq: 1, stream_seq: 1 },
    num_pending: 3,
  };

  it.each([
    ['a configuration', config],
    ['an answer', streamInfo],
    ['a list of configurations', [config]],
    ['a page of answers', { type: 'x', total: 1, streams: [streamInfo] }],
  ])('is read from %s of a stream', (_what, input) => {
    const expected = { spec: { streams: [stream] }, said: [] };
    expect(read(input)).toEqual(expected);
    expect(read(JSON.stringify(input))).toEqual(expected);
  });

  it.each([
    ['answers', [consumerInfo, streamInfo]],
    ['pages', [{ total: 1, consumers: [consumerInfo] }, config]],
    ['requests', [config, { stream_name: 'ORDERS', config: consumerConfig }]],
    ['bare', [config, { stream_name: 'ORDERS', ...consumerConfig }]],
  ])('is read with consumers: %s', (_what, input) => {
    expect(read(input)).toEqual({
      spec: { streams: [{ ...stream, consumers: [consumer] }] },
      said: [],
    });
  });

  it('has a path and a line in the words of the input', () => {
    const text = JSON.stringify(
      {
        ...streamInfo,
        config: {
          ...config,
          max_age: 7,
          duplicate_window: 0,
          republish: { src: 'orders.*', dest: 'x.*' },
          sources: [
            {
              name: 'S',
              external: { api: '$JS.*.API' },
              subject_transforms: [{ src: 'a..b', dest: 'c' }],
            },
          ],
        },
      },
      null,
      1,
    );
    const lineOf = (part: string) =>
      text.slice(0, text.indexOf(part)).split('\n').length;
    expect(read(text).said.filter(one => one.startsWith('error'))).toEqual([
      `error js-subject-invalid config.sources[0].external.api ${lineOf(
        '"api"',
      )}:6`,
      `error js-transform config.sources[0].subject_transforms[0] ${
        lineOf('"src": "a') - 1
      }:6`,
      `error js-republish config.republish ${lineOf('"republish"')}:3`,
      `error js-max-age config.max_age ${lineOf('"max_age"')}:3`,
    ]);
  });

  it.each([
    ['allow_batched', { ...config, allow_batched: true }],
    ['no_such', { ...config, no_such: 1 }],
    ['maxAge', { ...config, maxAge: '1h' }],
    [
      'republish.headers_only',
      { ...config, republish: { dest: 'x', headers_only: true } },
    ],
    ['placement.preferred', { ...config, placement: { preferred: 'n1' } }],
    [
      'sources[0].consumer',
      { ...config, sources: [{ name: 'X', consumer: { name: 'c' } }] },
    ],
    [
      'mirror.external.other',
      { ...config, mirror: { name: 'X', external: { api: 'a', other: 'b' } } },
    ],
  ])('is refused where the spec has no place for %s', (path, input) => {
    expect(read(input).said).toContain(`error js-unknown-field ${path}`);
    expect(read({ config: input }).said).toContain(
      `error js-unknown-field config.${path}`,
    );
  });

  it.each([
    ['direct', { direct: true }],
    ['sourcing', { sourcing: true }],
  ])('is refused where a consumer has %s', (field, part) => {
    expect(
      read([
        config,
        { ...consumerInfo, config: { ...consumerConfig, ...part } },
      ]).said,
    ).toContain(`error js-unknown-field [1].config.${field}`);
  });

  it('is read where a field without a place says nothing', () => {
    expect(
      read({
        ...config,
        allow_batched: false,
        template_owner: '',
        republish: { src: 'orders.*', dest: 'x', headers_only: false },
        num_replicas: 0,
      }).said,
    ).toEqual([]);
  });

  it.each([
    ['max_age', { ...config, max_age: 1.5 }],
    ['max_age', { ...config, max_age: true }],
    [
      'deliver_policy',
      { ...consumerConfig, stream_name: 'S', deliver_policy: 'x' },
    ],
    [
      'ack_policy',
      { ...consumerConfig, stream_name: 'S', ack_policy: 'flow_control' },
    ],
    [
      'backoff[1]',
      { ...consumerConfig, stream_name: 'S', backoff: [1e9, 'x', {}] },
    ],
    [
      'opt_start_seq',
      { ...consumerConfig, stream_name: 'S', opt_start_seq: 2 ** 60 },
    ],
    ['mirror.name', { ...config, mirror: {} }],
    ['sources[0]', { ...config, sources: [7] }],
  ])('is refused with %s out of shape', (path, input) => {
    expect(
      read(input).said.filter(
        one => one.startsWith('error') && one.endsWith(` ${path}`),
      ),
    ).toHaveLength(1);
  });

  it.each([
    [
      'js-ephemeral name',
      { name: 'c', ack_policy: 'explicit', stream_name: 'S' },
    ],
    ['js-name name', { ...consumerConfig, name: 'other', stream_name: 'S' }],
    ['js-consumer-stream ', consumerConfig],
    ['js-consumer-stream stream_name', { ...consumerConfig, stream_name: 'S' }],
  ])('is refused for %s', (said, input) => {
    expect(read(input).said).toContain(`error ${said}`);
  });

  it('is warned of where it is a part of the whole, or means something else here', () => {
    expect(
      read({ total: 300, streams: [streamInfo], missing: null }).said,
    ).toEqual(['warning js-left-out streams']);
    expect(
      read([config, { stream_name: 'ORDERS', config: { durable_name: 'c' } }])
        .said,
    ).toEqual(['warning js-other-default [1].config']);
  });
});
