import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brokerAt } from '../../../__testUtils__/brokerAt';
import { eventually } from '../../../__testUtils__/eventually';
import { failureOf } from '../../../__testUtils__/failureOf';
import { issueCertificate } from '../../../testUtils';
import { FaultyNetwork } from './FaultyNetwork';

/** A server takes in what it is told, also where everything takes ten times as long; milliseconds. */
const PATIENCE_MS = 300_000;

/** Lets all servers take in another configuration or certificate. */
function reload(
  network: FaultyNetwork,
  change: (server: { configFile: string; name: string }) => void,
) {
  for (const server of network.running.servers) {
    change(server);
    server.signal('SIGHUP');
  }
}

/** Gives the servers certificates that end then, and waits until they show them. */
export async function giveCertificates(
  network: FaultyNetwork,
  notAfter?: Date,
): Promise<void> {
  const { authority, servers } = network.running;
  const issued = new Map(
    await Promise.all(
      servers.map(
        async ({ name }) =>
          [
            name,
            await issueCertificate(authority!, {
              commonName: name,
              hosts: ['localhost', '127.0.0.1'],
              notAfter,
            }),
          ] as const,
      ),
    ),
  );
  reload(network, ({ configFile, name }) => {
    const at = (file: string) => join(dirname(configFile), 'tls', file);
    const own = issued.get(name)!;
    writeFileSync(at(`${name}.pem`), own.certificate);
    writeFileSync(at(`${name}.key.pem`), own.privateKey);
  });
  for (const { port } of network.doors) {
    const newcomer = brokerAt(
      network.brokerConfig({ servers: [`tls://127.0.0.1:${port}`] }),
    );
    await eventually(
      () => failureOf(newcomer.readSnapshot()),
      ({ message }) => message.includes('expired') === (notAfter !== undefined),
      PATIENCE_MS,
    );
  }
}

/** The portal's passwords in the configuration of the servers, and what they are for a while. */
export function givePasswords(
  network: FaultyNetwork,
  isRevoked: boolean,
): void {
  const { system, accounts } = network.running.credentials;
  reload(network, ({ configFile }) => {
    let text = readFileSync(configFile, 'utf8');
    for (const { password } of [system, accounts.TEAM]) {
      const other = [...password].reverse().join('');
      text = isRevoked
        ? text.replace(password, other)
        : text.replace(other, password);
    }
    writeFileSync(configFile, text);
  });
}
