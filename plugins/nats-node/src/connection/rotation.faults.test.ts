import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createHash, X509Certificate } from 'node:crypto';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { eventually } from '../__testUtils__/eventually';
import { failureOf } from '../__testUtils__/failureOf';
import { Broker } from '../Broker';
import {
  CertificateWithKey,
  createCertificateAuthority,
  issueCertificate,
  natsServerBinary,
  NatsServerProcess,
  RunningNatsCluster,
  startNatsServer,
} from '../testUtils';

jest.setTimeout(90_000);

const AN_HOUR_AGO = new Date(Date.now() - 3_600_000);

let directory: string;
let running: RunningNatsCluster;
let server: Pick<NatsServerProcess, 'kill' | 'signal'>;
let first: CertificateWithKey;
let second: CertificateWithKey;
let broker: Broker;

const at = (name: string) => join(directory, name);

/** Puts a client certificate where the portal's configuration says. */
async function giveClient(
  issuer: CertificateWithKey,
  trusted: string,
  notAfter?: Date,
) {
  const own = await issueCertificate(issuer, {
    commonName: 'portal',
    notAfter,
  });
  await writeFile(at('client-ca.pem'), trusted);
  await writeFile(at('client.pem'), own.certificate);
  await writeFile(at('client.key'), own.privateKey);
  return createHash('sha256')
    .update(new X509Certificate(own.certificate).raw)
    .digest('hex');
}

/** Gives the server another certificate and another bundle of authorities, which it reads when it is told to, or at its next start. */
async function giveServer(
  issuer: CertificateWithKey,
  trusted: string,
  notAfter?: Date,
) {
  const own = await issueCertificate(issuer, {
    hosts: ['127.0.0.1'],
    notAfter,
  });
  await writeFile(join(directory, 'tls/ca.pem'), trusted);
  await writeFile(join(directory, 'tls/n1.pem'), own.certificate);
  await writeFile(join(directory, 'tls/n1.key.pem'), own.privateKey);
}

async function restartServer() {
  await server.kill('SIGKILL');
  server = await NatsServerProcess.start(
    natsServerBinary(),
    running.servers[0].configFile,
  );
}

const entry = (folder = directory) => ({
  name: 'rotated',
  servers: running.servers[0].url,
  system: { ...running.credentials.system },
  tls: {
    caFile: join(folder, 'client-ca.pem'),
    certFile: join(folder, 'client.pem'),
    keyFile: join(folder, 'client.key'),
  },
});

/** Digests of the client certificates that are in use, as the server says. */
async function inUse(): Promise<string[]> {
  const url = `${running.servers[0].monitorUrl}/connz?auth=true`;
  const body = await new Promise<string>((resolve, reject) => {
    https
      .get(url, { rejectUnauthorized: false, agent: false }, response => {
        let text = '';
        response.on('data', chunk => (text += chunk));
        response.on('end', () => resolve(text));
      })
      .on('error', reject);
  });
  const { connections = [] } = JSON.parse(body) as {
    connections?: { tls_peer_certs?: { cert_sha256?: string }[] }[];
  };
  return connections.flatMap(
    ({ tls_peer_certs: certificates = [] }) =>
      certificates[0]?.cert_sha256 ?? [],
  );
}

const reads = async () =>
  broker.readSnapshot().then(
    ({ servers }) => servers.length,
    () => 0,
  );

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'nats-rotation-'));
  first = await createCertificateAuthority('first');
  second = await createCertificateAuthority('second');
  running = await startNatsServer({
    directory,
    authority: first,
    monitoring: true,
  });
  [server] = running.servers;
  const { configFile } = running.servers[0];
  await writeFile(
    configFile,
    readFileSync(configFile, 'utf8').replace(
      'timeout: 10',
      'timeout: 10\nverify: true',
    ),
  );
  await giveServer(first, `${first.certificate}\n${second.certificate}`);
  await restartServer();
  await giveClient(first, first.certificate);
  broker = brokerAt(entry());
  await eventually(reads, count => count === 1);
});

afterEach(async () => {
  await closeBrokers();
  await server.kill('SIGKILL');
  await running.stop();
  await rm(directory, { recursive: true, force: true });
});

it('goes on with a rotated certificate after the server came back with another authority', async () => {
  await giveServer(second, second.certificate);
  await giveClient(second, second.certificate);
  await restartServer();
  expect(await eventually(reads, count => count === 1)).toBe(1);

  // What it had before does not work any more.
  const before = await mkdtemp(join(tmpdir(), 'nats-rotation-'));
  const own = await issueCertificate(first, { commonName: 'portal' });
  await writeFile(join(before, 'client-ca.pem'), second.certificate);
  await writeFile(join(before, 'client.pem'), own.certificate);
  await writeFile(join(before, 'client.key'), own.privateKey);
  await expect(
    failureOf(brokerAt(entry(before)).readSnapshot()),
  ).resolves.toMatchObject({ name: 'ServiceUnavailableError' });
  await rm(before, { recursive: true });
});

it('takes a rotated certificate into use while it is connected, and misses no reading', async () => {
  const [before] = await inUse();
  expect(before).toEqual(expect.any(String));
  const after = await giveClient(second, first.certificate);
  const missed: number[] = [];
  const used = await eventually(
    async () => {
      missed.push(1 - (await reads()));
      return inUse();
    },
    certificates => certificates.includes(after),
  );
  expect(used).toContain(after);
  expect(before).not.toBe(after);
  // Who still waits for an answer over the one before gets some seconds.
  await sleep(3_000);
  const left = await eventually(inUse, list => !list.includes(before));
  expect(left).toEqual([after]);
  missed.push(1 - (await reads()));
  expect(missed).not.toContain(1);
});

it('stays connected while the files are half written, and takes them when they are whole', async () => {
  const [before] = await inUse();
  const { certificate, privateKey } = await issueCertificate(first, {
    commonName: 'portal',
  });
  await writeFile(at('client.pem'), certificate);
  for (let i = 0; i < 6; i++) {
    expect(await reads()).toBe(1);
    await sleep(1_000);
  }
  expect(await inUse()).toEqual([before]);
  await writeFile(at('client.key'), privateKey);
  const used = await eventually(
    async () => {
      expect(await reads()).toBe(1);
      return inUse();
    },
    list => list.length > 1,
  );
  expect(used).toHaveLength(2);
});

/** Who comes new, until it is told what it should be; the last word in any case. */
const newcomer = (isRight: (error: Error) => boolean) =>
  eventually(() => failureOf(brokerAt(entry()).readSnapshot()), isRight);

it('keeps what it has when the certificate of the server expires, tells who comes new, and is let in once it is renewed', async () => {
  await giveServer(first, first.certificate, AN_HOUR_AGO);
  server.signal('SIGHUP');
  const error = await newcomer(({ message }) => message.includes('expired'));
  expect(error).toMatchObject({
    name: 'ServiceUnavailableError',
    message: expect.stringMatching(
      /has a certificate that is not accepted: certificate has expired; renew it on its servers/,
    ),
  });
  // TLS looks at certificates when a connection is made.
  expect(await reads()).toBe(1);

  await giveServer(first, first.certificate);
  server.signal('SIGHUP');
  const renewed = await newcomer(
    ({ message }) => message === 'nothing was thrown',
  );
  expect(renewed.message).toBe('nothing was thrown');
  expect(await reads()).toBe(1);
});

it('says that its own certificate has expired, and is let in with another', async () => {
  await giveClient(first, first.certificate, AN_HOUR_AGO);
  const expired = brokerAt(entry());
  const error = await failureOf(expired.readSnapshot());
  expect(error).toMatchObject({
    name: 'NotAllowedError',
    message: expect.stringMatching(
      /refused the login of nats\.brokers\[0\]\.system: its client certificate has expired on .*; renew tls\.certFile/,
    ),
  });
  await giveClient(first, first.certificate);
  expect((await expired.readSnapshot()).servers).toHaveLength(1);
});
