import {
  RunningNatsCluster,
  startNatsServer,
} from '@nats-portal/plugin-nats-node/testUtils';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PortalBackend } from '../PortalBackend';
import { documentedRoutes } from './documentedRoutes';
import { EchoServer } from './EchoServer';
import { formsOf, secretConfig, SecretConfig } from './secretConfig';
import { secretKeys } from './secretKeys';

jest.setTimeout(300_000);

const messaging = { streams: [{ name: 'JOBS', subjects: ['jobs.>'] }] };
const accounts = ['PASSWORD', 'TOKEN', 'SEED', 'CREDS', 'CERTIFICATE'];

/** Names that mean something to a shell, a path, a subject, JSON, HTML, SQL or a terminal. */
const HOSTILE = [
  '../../../etc/passwd',
  '$SYS.REQ.>',
  '*',
  '__proto__',
  "'; DROP TABLE entities; --",
  '<script>alert(1)</script>',
  '${{ secrets.x }}',
  '{{ .Values.x }}',
  'a\nforged: line',
  '\u0000',
  '\u202e\u001b[31m',
  '\ud83d\ude00'.repeat(300),
];

/** Every broker and account that nobody can log in to, and one that works. */
const targets = [
  { broker: 'fine' },
  { broker: 'away' },
  ...accounts.map(account => ({ broker: 'refused', account })),
];

describe('a backend with a secret of each kind', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nats-secrets-'));
  let broker: RunningNatsCluster;
  let echo: EchoServer;
  let secret: SecretConfig;
  let backend: PortalBackend;
  const said: string[] = [];

  /** Asks, and keeps all that is answered. */
  async function ask(method: string, path: string, body?: object) {
    const response = await backend.request(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    said.push(JSON.stringify([...response.headers]), text);
    return { status: response.status, text };
  }

  beforeAll(async () => {
    broker = await startNatsServer();
    echo = await EchoServer.start();
    secret = await secretConfig(broker, echo.url);
    backend = await PortalBackend.create(folder, secret.config);
    await backend.start();
  });

  afterAll(async () => {
    await backend?.kill();
    await echo?.stop();
    await broker?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('has each secret that the packages declare', () => {
    const configured = JSON.stringify(secret.config);
    const declared = secretKeys();
    expect(declared).toContain('nkeySeed');
    expect(declared.filter(key => !configured.includes(`"${key}":`))).toEqual(
      [],
    );
    for (const value of Object.values(secret.secrets)) {
      expect(configured).toContain(value);
    }
  });

  it('answers every route, about every broker', async () => {
    for (const { broker: name } of targets) {
      for (const { method, path, query } of documentedRoutes()) {
        const place = path
          .replace(
            '/entities/{kind}/{namespace}/{name}',
            '/entities/resource/default/local',
          )
          .replace('{name}', name)
          .replace(/\{\w+\}/g, 'JOBS');
        const body = { broker: name, cluster: 'local', messaging, text: '[' };
        const { status } = await ask(
          method,
          `/api/nats${place}${query.includes('range') ? '?range=7d' : ''}`,
          method === 'POST' ? body : undefined,
        );
        expect(status).not.toBe(401);
      }
    }
  });

  it.each(targets)('says why %p cannot be asked, or asks it', async target => {
    const { status, text } = await ask('POST', '/api/nats/plan', {
      ...target,
      messaging,
    });
    expect([200, 403, 503]).toContain(status);
    expect(text).toContain(target.broker);
  });

  it('runs tasks that fail on them', async () => {
    for (const target of targets.filter(
      ({ broker: name }) => name !== 'fine',
    )) {
      const { status, text } = await ask('POST', '/api/scaffolder/v2/dry-run', {
        template: {
          apiVersion: 'scaffolder.backstage.io/v1beta3',
          kind: 'Template',
          metadata: { name: 'try' },
          spec: {
            owner: 'group:default/team-a',
            type: 'infrastructure',
            steps: [
              {
                id: 'apply',
                action: 'nats:messaging:apply',
                input: { ...target, messaging },
              },
            ],
          },
        },
        values: {},
        directoryContents: [],
      });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).toContain(target.broker);
    }
    const task = await backend.createTask({
      cluster: 'resource:default/local',
      name: 'nats',
      owner: 'group:default/team-a',
      publish: 'disk',
      streams: [],
    });
    const { status, log } = await backend.taskEnd(task);
    said.push(log);
    expect({ status, log }).toEqual({
      status: 'failed',
      log: expect.stringContaining('nats.defaults cannot be read'),
    });
  });

  it('holds out whatever somebody writes into a parameter or field', async () => {
    const faults: string[] = [];
    const send = async (method: string, path: string, body?: object) => {
      const { status, text } = await ask(method, `/api/nats${path}`, body);
      // A server that breaks says 500, and one that is away 503.
      if (status === 500 || status > 503) {
        faults.push(
          `${method} ${path} ${JSON.stringify(body)}: ${status} ${text}`.slice(
            0,
            300,
          ),
        );
      }
    };
    for (const hostile of HOSTILE) {
      const name = encodeURIComponent(hostile);
      for (const { method, path, query, fields } of documentedRoutes()) {
        const everywhere = fields.map(field => [field, hostile]);
        await send(
          method,
          path.replace(/\{\w+\}/g, name),
          method === 'POST' ? Object.fromEntries(everywhere) : undefined,
        );
        const place = path.replace('{name}', 'fine').replace(/\{\w+\}/g, name);
        for (const parameter of query) {
          await send(method, `${place}?${parameter}=${name}`);
        }
        for (const field of fields) {
          const usual = { cluster: 'local', broker: 'fine', messaging };
          await send(method, place, { ...usual, [field]: hostile });
          await send(method, place, { ...usual, [field]: [{ [hostile]: 1 }] });
        }
      }
    }
    expect(faults).toEqual([]);
    // A line of the log is one that the backend wrote.
    expect(backend.output).not.toMatch(/^forged/m);
  });

  it('has said none of them', () => {
    const everything = [...said, backend.output].join('\n');
    // What is searched is what was said: both say something that they should.
    expect(everything).toContain('nats.brokers[1].accounts[0]');
    expect(backend.output).toContain('refused');
    const heard = Object.entries(secret.secrets)
      .filter(([, value]) =>
        formsOf(value).some(form => everything.includes(form)),
      )
      .map(([name]) => name);
    expect(heard).toEqual([]);
  });
});
