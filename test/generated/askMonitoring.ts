import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { RunningRelease } from './startRelease';

const TIMEOUT_MS = 5_000;

/**
 * Asks the monitoring port of a server, by https where the release has it, as
 * somebody who trusts the CA of the server's Secret and has no certificate.
 *
 * @param host - the name by which the server has to be known to its certificate
 */
export async function askMonitoring(
  running: Pick<RunningRelease, 'release' | 'secrets' | 'servers'>,
  index: number,
  path: string,
  host = 'localhost',
): Promise<{ status: number; text: string }> {
  const { monitor, nats } = running.release.values.config;
  const secure = monitor.tls.enabled;
  const ca = running.secrets.get(nats.tls.secretName ?? '')?.['ca.crt'];
  const options = {
    host: '127.0.0.1',
    port: running.servers[index].ports.monitor,
    path,
    timeout: TIMEOUT_MS,
    agent: false as const,
  };
  return new Promise((resolve, reject) => {
    const request = secure
      ? requestHttps({ ...options, ca, servername: host })
      : requestHttp(options);
    request.on('response', response => {
      let text = '';
      response.setEncoding('utf8').on('data', part => {
        text += part;
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text }),
      );
    });
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', reject);
    request.end();
  });
}
