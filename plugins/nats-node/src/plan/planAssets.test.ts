import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { planAssets } from '../__testUtils__/planAssets';
import { ServerFacts } from '../jetstream/JetStreamApi';
import { CurrentAsset } from '../jetstream/readAssets';
import { PlannedAsset } from '../MessagingPlan';
import { flatSteps } from './planAssets';
import { wantedAssets } from './wantedAssets';

const NEWEST: ServerFacts = { version: '2.15.1', level: 5, clustered: true };
const OLD: ServerFacts = { version: '2.10.27', level: 0, clustered: true };

type StreamSpec = Parameters<typeof wantedAssets>[0]['streams'][number];
type ConsumerSpec = NonNullable<StreamSpec['consumers']>[number];

function plan(
  streams: StreamSpec[],
  held: {
    streams?: CurrentAsset[];
    consumers?: Record<string, JetStreamConfig[]>;
    facts?: ServerFacts;
  } = {},
) {
  const steps = planAssets(
    wantedAssets({ streams }, { replicas: 3 }),
    {
      streams: new Map(
        (held.streams ?? []).map(asset => [String(asset.config.name), asset]),
      ),
      consumers: new Map(
        Object.entries(held.consumers ?? {}).map(([stream, configs]) => [
          stream,
          new Map(
            configs.map(config => [String(config.durable_name), { config }]),
          ),
        ]),
      ),
    },
    held.facts ?? NEWEST,
  );
  return flatSteps(steps);
}

/** Plans one stream that exists. */
function planStream(
  spec: Partial<StreamSpec>,
  config: JetStreamConfig,
  facts = NEWEST,
): PlannedAsset {
  const [step] = plan([{ name: 'S', subjects: ['s.>'], ...spec }], {
    streams: [
      {
        config: { name: 'S', subjects: ['s.>'], num_replicas: 3, ...config },
        messages: 1200,
        consumers: 1,
      },
    ],
    facts,
  });
  return step.planned;
}

/** Plans one consumer that exists. */
function planConsumer(
  spec: Partial<ConsumerSpec>,
  config: JetStreamConfig,
  options: { facts?: ServerFacts; stream?: JetStreamConfig } = {},
): PlannedAsset {
  const stream = {
    name: 'S',
    subjects: ['s.>'],
    num_replicas: 3,
    ...options.stream,
  };
  const [, step] = plan(
    [
      {
        name: 'S',
        subjects: ['s.>'],
        consumers: [{ durableName: 'c', ...spec }],
      },
    ],
    {
      streams: [{ config: stream }],
      consumers: {
        S: [
          { durable_name: 'c', name: 'c', ack_policy: 'explicit', ...config },
        ],
      },
      facts: options.facts,
    },
  );
  return step.planned;
}

describe('what is not there', () => {
  it('is created with every default written out', () => {
    const steps = plan([
      { name: 'S', subjects: ['s.>'], consumers: [{ durableName: 'c' }] },
    ]);
    expect(steps).toMatchObject([
      {
        planned: { kind: 'stream', stream: 'S', action: 'create', changes: [] },
        config: {
          name: 'S',
          subjects: ['s.>'],
          retention: 'limits',
          storage: 'file',
          num_replicas: 3,
          discard: 'old',
        },
      },
      {
        planned: { kind: 'consumer', stream: 'S', consumer: 'c' },
        config: { durable_name: 'c', ack_policy: 'explicit', ack_wait: 30e9 },
      },
    ]);
  });

  it('leaves alone what the spec does not know', () => {
    const steps = plan([{ name: 'S', subjects: ['s.>'] }], {
      streams: [{ config: { name: 'OTHER', subjects: ['o.>'] } }],
    });
    expect(steps.map(({ planned }) => planned.stream)).toEqual(['S']);
  });
});

describe('what is there', () => {
  it('stays when the spec names no field that differs', () => {
    expect(
      planStream(
        {},
        {
          retention: 'interest',
          storage: 'memory',
          discard: 'new',
          num_replicas: 1,
          max_msgs: 5,
        },
      ),
    ).toEqual({
      kind: 'stream',
      stream: 'S',
      action: 'unchanged',
      changes: [],
    });
    expect(
      planConsumer({}, { ack_policy: 'none', deliver_policy: 'new' }),
    ).toMatchObject({ action: 'unchanged' });
  });

  it('is sent whole, since an update replaces everything', () => {
    const [step] = plan([{ name: 'S', subjects: ['s.>'], maxMsgs: 9 }], {
      streams: [
        {
          config: {
            name: 'S',
            subjects: ['s.>'],
            num_replicas: 3,
            a_field_of_tomorrow: true,
            metadata: { team: 'a', '_nats.ver': '2.15.1' },
          },
        },
      ],
    });
    expect(step.config).toEqual({
      name: 'S',
      subjects: ['s.>'],
      num_replicas: 3,
      max_msgs: 9,
      a_field_of_tomorrow: true,
      metadata: { team: 'a' },
    });
  });

  it('says what changes in the words of the spec', () => {
    expect(
      planStream(
        { maxAge: '48h', replicas: 1, allowRollup: true },
        { max_age: 24 * 3600e9 },
      ),
    ).toMatchObject({
      action: 'update',
      changes: [
        { field: 'allowRollup', from: undefined, to: true },
        { field: 'maxAge', from: '24h', to: '48h' },
        { field: 'replicas', from: 3, to: undefined },
      ],
    });
    expect(
      planConsumer({ backoff: ['1s', '10s'], maxRequestBatch: 5 }, {}),
    ).toMatchObject({
      action: 'update',
      changes: [
        { field: 'ackWait', to: '1s' },
        { field: 'backoff', to: ['1s', '10s'] },
        { field: 'maxRequestBatch', to: 5 },
      ],
    });
  });

  it('has one way to filter at a time', () => {
    const [, step] = plan(
      [
        {
          name: 'S',
          subjects: ['s.>'],
          consumers: [{ durableName: 'c', filterSubject: 's.b' }],
        },
      ],
      {
        streams: [{ config: { name: 'S', subjects: ['s.>'] } }],
        consumers: { S: [{ durable_name: 'c', filter_subjects: ['s.a'] }] },
      },
    );
    expect(step.config).toMatchObject({ filter_subject: 's.b' });
    expect(step.config).not.toHaveProperty('filter_subjects');
  });
});

describe('a stream that the server would not change', () => {
  it.each<[string, Partial<StreamSpec>, JetStreamConfig, string]>([
    ['storage', { storage: 'memory' }, { storage: 'file' }, '10052'],
    ['retention', { retention: 'workqueue' }, { retention: 'limits' }, '10052'],
    [
      'retention',
      { retention: 'interest' },
      { retention: 'workqueue' },
      '10052',
    ],
    ['deny_delete', { denyDelete: false }, { deny_delete: true }, '10052'],
    ['deny_purge', { denyPurge: false }, { deny_purge: true }, '10052'],
    ['mirror', { maxAge: '1h' }, { mirror: { name: 'A' } }, '10034'],
    ['deny_purge', { allowRollup: true }, { deny_purge: true }, '10052'],
    [
      'duplicate_window',
      { duplicateWindow: '2h' },
      { max_age: 3600e9 },
      '10052',
    ],
  ])('%s: %j over %j is refused with %s', (field, spec, config, code) => {
    const planned = planStream(spec, config);
    expect(planned.action).toBe('refused');
    expect(planned.reason).toContain(field);
    expect(planned.reason).toContain(code);
    expect(planned.changes).not.toEqual([]);
  });

  it('says what it would cost to make it anew', () => {
    expect(planStream({ storage: 'memory' }, {}).reason).toBe(
      'storage cannot be changed from file to memory (10052); create a stream of another name that sources this one, since deleting it would lose its 1200 messages and 1 consumer',
    );
  });

  it.each<[Partial<StreamSpec>, JetStreamConfig]>([
    [{ retention: 'interest' }, { retention: 'limits' }],
    [{ denyDelete: true }, {}],
    [{ replicas: 1 }, {}],
    [{ compression: 's2' }, {}],
  ])('%j over %j is taken', (spec, config) => {
    expect(planStream(spec, config)).toMatchObject({ action: 'update' });
  });

  it('depends on its version', () => {
    const spec = { maxConsumers: 5 };
    expect(planStream(spec, {}, NEWEST).action).toBe('update');
    expect(planStream(spec, {}, OLD).reason).toContain('max_consumers');
  });

  it('may stand alone', () => {
    const alone = { ...NEWEST, clustered: false };
    expect(
      planStream({ replicas: 3 }, { num_replicas: 1 }, alone).reason,
    ).toContain('10074');
  });

  it('is not touched while the servers cannot run it', () => {
    const [step] = plan([{ name: 'S', subjects: ['s.>'], maxMsgs: 1 }], {
      streams: [{ config: { name: 'S' }, offline: 'unsupported level' }],
    });
    expect(step.planned).toMatchObject({
      action: 'refused',
      reason: expect.stringContaining('unsupported level'),
    });
  });
});

describe('subjects that another stream has', () => {
  const other = { config: { name: 'OTHER', subjects: ['o.>', 'p'] } };

  it('are refused for a new stream and for one that changes', () => {
    const [fresh] = plan([{ name: 'S', subjects: ['s', 'o.a'] }], {
      streams: [other],
    });
    expect(fresh.planned).toMatchObject({
      action: 'refused',
      reason: expect.stringMatching(/"o\.a" overlaps "o\.>".*OTHER.*10065/),
    });
    const [changed] = plan([{ name: 'S', subjects: ['s', 'p'] }], {
      streams: [other, { config: { name: 'S', subjects: ['s'] } }],
    });
    expect(changed.planned.action).toBe('refused');
  });

  it('may be given up in the same spec', () => {
    const steps = plan(
      [
        { name: 'OTHER', subjects: ['p'] },
        { name: 'S', subjects: ['o.a'] },
      ],
      { streams: [other] },
    );
    expect(steps.map(({ planned }) => planned.action)).toEqual([
      'update',
      'create',
    ]);
  });
});

describe('a consumer that the server would not change', () => {
  it.each<[string, Partial<ConsumerSpec>, JetStreamConfig]>([
    ['ack_policy', { ackPolicy: 'none' }, {}],
    ['deliver_policy', { deliverPolicy: 'new' }, {}],
    [
      'opt_start_seq',
      { deliverPolicy: 'byStartSequence', optStartSeq: 2 },
      { deliver_policy: 'by_start_sequence', opt_start_seq: 1 },
    ],
    [
      'opt_start_time',
      {
        deliverPolicy: 'byStartTime',
        optStartTime: '2026-01-01T00:00:00Z',
      },
      {
        deliver_policy: 'by_start_time',
        opt_start_time: '2026-01-01T00:00:01Z',
      },
    ],
    ['replay_policy', { replayPolicy: 'original' }, {}],
    ['max_waiting', { maxWaiting: 5 }, {}],
    ['push consumer', { ackWait: '5s' }, { deliver_subject: 'd' }],
    ['pull consumer', { deliverSubject: 'd' }, {}],
    [
      'idle_heartbeat',
      { deliverSubject: 'd', heartbeatInterval: '2s' },
      { deliver_subject: 'd', idle_heartbeat: 1e9 },
    ],
    [
      'flow_control cannot be changed from false to true',
      { deliverSubject: 'd', heartbeatInterval: '1s', flowControl: true },
      { deliver_subject: 'd', idle_heartbeat: 1e9 },
    ],
  ])('%s is refused with 10012', (field, spec, config) => {
    const planned = planConsumer(spec, config);
    expect(planned.action).toBe('refused');
    expect(planned.reason).toContain(field);
    expect(planned.reason).toContain('10012');
  });

  it.each<[Partial<ConsumerSpec>, JetStreamConfig]>([
    [{ filterSubject: 's.b' }, { filter_subject: 's.a' }],
    [{ maxDeliver: 5 }, {}],
    [{ maxAckPending: 5 }, {}],
    [{ replicas: 1 }, {}],
    [{ ackWait: '5s' }, {}],
  ])('%j over %j is taken', (spec, config) => {
    expect(planConsumer(spec, config)).toMatchObject({ action: 'update' });
  });

  it('depends on its version', () => {
    const spec = { memStorage: true };
    expect(planConsumer(spec, {}).reason).toContain('mem_storage');
    expect(planConsumer(spec, {}, { facts: OLD }).action).toBe('update');
  });

  it.each<[string, Partial<ConsumerSpec>, JetStreamConfig, JetStreamConfig]>([
    ['10116', { maxDeliver: 1 }, { backoff: [1e9, 2e9] }, {}],
    ['backoff', { ackWait: '5s' }, { backoff: [1e9, 2e9] }, {}],
    ['10126', { replicas: 5 }, {}, {}],
    ['10134', { replicas: 1 }, {}, { retention: 'interest' }],
  ])('%s: %j over %j is refused', (code, spec, config, stream) => {
    const planned = planConsumer(spec, config, { stream });
    expect(planned.action).toBe('refused');
    expect(planned.reason).toContain(code);
  });

  it.each([
    ['limits', 'starts over'],
    ['workqueue', 'in work once more'],
    ['interest', 'deletes its messages'],
  ])('says what deleting it would cost on %s', (retention, cost) => {
    expect(
      planConsumer({ maxWaiting: 5 }, {}, { stream: { retention } }).reason,
    ).toContain(cost);
  });
});

describe('messages of a work queue that another consumer has', () => {
  const stream = { name: 'S', subjects: ['s.>'], retention: 'workqueue' };
  const held = {
    streams: [{ config: stream }],
    consumers: { S: [{ durable_name: 'other', filter_subject: 's.a' }] },
  };
  const planFor = (filterSubject?: string) =>
    plan(
      [
        {
          name: 'S',
          subjects: ['s.>'],
          consumers: [{ durableName: 'c', filterSubject }],
        },
      ],
      held,
    )[1].planned;

  it('are refused, also for a consumer that takes everything', () => {
    expect(planFor('s.a').reason).toMatch(/consumer other.*10100/);
    expect(planFor('s.*').action).toBe('refused');
    expect(planFor().action).toBe('refused');
  });

  it('do not matter to one that takes others', () => {
    expect(planFor('s.b').action).toBe('create');
  });
});
