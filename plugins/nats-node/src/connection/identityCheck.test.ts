import { PeerCertificate } from 'node:tls';
import { identityCheck } from './identityCheck';

const WRONG_NAME = 'ERR_TLS_CERT_ALTNAME_INVALID';

const certificateFor = (subjectaltname: string) =>
  ({ subject: { CN: 'n1' }, subjectaltname } as PeerCertificate);

const at = (...hosts: string[]) =>
  identityCheck(
    hosts.map(host => ({
      url: `tls://${host}:4222`,
      host,
      port: 4222,
      tls: true,
    })),
  );

describe('identityCheck', () => {
  it('holds a named server to its name', () => {
    const check = at('nats.example.org');
    const good = certificateFor('DNS:nats.example.org');
    expect(check('nats.example.org', good)).toBeUndefined();
    expect(
      check('nats.example.org', certificateFor('DNS:other.example.org')),
    ).toMatchObject({ code: WRONG_NAME });
  });

  it('holds a server with an address to one of the addresses, and not to localhost', () => {
    const check = at('10.0.0.5', '10.0.0.6');
    // The client says localhost for every address.
    expect(
      check('localhost', certificateFor('IP Address:10.0.0.6')),
    ).toBeUndefined();
    expect(
      check('localhost', certificateFor('IP Address:10.0.0.7')),
    ).toMatchObject({ code: WRONG_NAME });
    expect(check('localhost', certificateFor('DNS:localhost'))).toMatchObject({
      code: WRONG_NAME,
    });
  });

  it('lets localhost be localhost where it is configured', () => {
    expect(
      at('localhost')('localhost', certificateFor('DNS:localhost')),
    ).toBeUndefined();
  });
});
