import { X509Certificate } from 'node:crypto';
import { createServer, connect, TLSSocket } from 'node:tls';
import {
  CertificateUsage,
  createCertificateAuthority,
  issueCertificate,
} from './certificates';

describe('issueCertificate', () => {
  it('is valid for its hosts, by its authority and no other', async () => {
    const authority = await createCertificateAuthority();
    const stranger = await createCertificateAuthority();
    const { certificate } = await issueCertificate(authority, {
      commonName: 'n1',
      hosts: ['localhost', '127.0.0.1'],
    });
    const read = new X509Certificate(certificate);
    expect(read.subject).toBe('CN=n1');
    expect(read.checkHost('localhost')).toBe('localhost');
    expect(read.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(read.checkHost('example.org')).toBeUndefined();
    const keyOf = (pem: string) => new X509Certificate(pem).publicKey;
    expect(read.verify(keyOf(authority.certificate))).toBe(true);
    expect(read.verify(keyOf(stranger.certificate))).toBe(false);
    expect(Date.parse(read.validTo)).toBeGreaterThan(Date.now());
  });

  it('may serve one end only', async () => {
    const authority = await createCertificateAuthority();
    const usesOf = async (usages: CertificateUsage[]) => {
      const { certificate } = await issueCertificate(authority, {
        commonName: 'one-end',
        usages,
      });
      return new X509Certificate(certificate).keyUsage;
    };
    const [server, client] = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'];
    expect(await usesOf(['digital signature', 'server auth'])).toEqual([
      server,
    ]);
    expect(await usesOf(['key encipherment', 'client auth'])).toEqual([client]);
    expect(await usesOf(['digital signature'])).toBeUndefined();
  });

  it('serves both ends of a connection', async () => {
    const authority = await createCertificateAuthority();
    const server = await issueCertificate(authority, {
      commonName: 'server',
      hosts: ['localhost'],
    });
    const client = await issueCertificate(authority, { commonName: 'client' });
    const listener = createServer(
      {
        ca: authority.certificate,
        cert: server.certificate,
        key: server.privateKey,
        requestCert: true,
        rejectUnauthorized: true,
      },
      socket => socket.end('hello'),
    );
    await new Promise<void>(done => listener.listen(0, '127.0.0.1', done));
    const address = listener.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const heard = await new Promise<string>((resolve, reject) => {
      const socket: TLSSocket = connect({
        host: '127.0.0.1',
        servername: 'localhost',
        port,
        ca: authority.certificate,
        cert: client.certificate,
        key: client.privateKey,
      });
      socket.on('data', data => resolve(String(data)));
      socket.on('error', reject);
    });
    expect(heard).toBe('hello');
    await new Promise(done => listener.close(done));
  });
});
