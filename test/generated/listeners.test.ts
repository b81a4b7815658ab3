import { Identity, identityOf, secretOf, shakeHands } from './connectAs';
import { ServerPorts } from './placeServer';
import { RunningRelease, startRelease } from './startRelease';

jest.setTimeout(90_000);

/** The name that the option gives to its servers for those outside. */
const OUTSIDE = 'nats.example.org';

/** A WebSocket's first words, RFC 6455; the key is the RFC's example. */
const UPGRADE = [
  'GET / HTTP/1.1',
  `Host: ${OUTSIDE}`,
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  '',
  '',
].join('\r\n');

/** MQTT 3.1.1: CONNECT of the client `t` in a clean session, and the CONNACK that takes it. */
const MQTT_CONNECT = Buffer.from('100d00044d5154540402003c000174', 'hex');
const MQTT_ACCEPTED = Buffer.from('20020000', 'hex').toString('latin1');

describe('a broker that listens for leaf nodes, clusters, browsers and devices', () => {
  let running: RunningRelease;
  let ports: ServerPorts;
  let client: Required<Identity>;
  let server: Required<Identity>;

  beforeAll(async () => {
    running = await startRelease('options/leafnodes-gateway-websocket-mqtt');
    [{ ports }] = running.servers;
    client = identityOf(secretOf(running, 'orders-app-tls'));
    server = identityOf(secretOf(running, 'orders-server-tls'));
  });

  afterAll(() => running?.stop());

  it('speaks WebSocket and MQTT to those whose certificate is a user', async () => {
    await expect(
      shakeHands(ports.websocket, OUTSIDE, client, { say: UPGRADE }),
    ).resolves.toMatch(/^HTTP\/1\.1 101 /);
    await expect(
      shakeHands(ports.mqtt, OUTSIDE, client, { say: MQTT_CONNECT }),
    ).resolves.toBe(MQTT_ACCEPTED);
  });

  it('takes another cluster with a certificate', async () => {
    await expect(shakeHands(ports.gateway, OUTSIDE, server)).resolves.toMatch(
      /^INFO .*"gateway":"orders"/,
    );
  });

  it.each(['websocket', 'mqtt', 'gateway', 'leafnodes'] as const)(
    'refuses on the port for %s who has no certificate',
    async protocol => {
      await expect(
        shakeHands(
          ports[protocol],
          OUTSIDE,
          { ca: client.ca },
          { greets: protocol === 'leafnodes', say: 'CONNECT {}\r\n' },
        ),
      ).rejects.toThrow(/certificate required/);
    },
  );
});
