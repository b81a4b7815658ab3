import http from 'node:http';
import https from 'node:https';

/** What an HTTP server answered. */
export interface HttpAnswer {
  status: number;
  body: Buffer;
}

/**
 * Asks an HTTP or HTTPS server; redirects are not followed.
 *
 * @param options - `agent`: keeps the connection; `ca`: PEM of the authority, where it is one of one's own
 * @throws Error of the connection, with its `code`, and the reason of the signal
 */
export function getBytes(
  url: URL,
  options: {
    agent: http.Agent | https.Agent;
    ca?: string | Buffer;
    signal: AbortSignal;
  },
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const get = url.protocol === 'https:' ? https.get : http.get;
    const request = get(url, options, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks),
        }),
      );
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      // The server ended the kept connection at the very moment when it was used.
      const isStale = request.reusedSocket && error.code === 'ECONNRESET';
      if (isStale && !options.signal.aborted) {
        resolve(getBytes(url, options));
      } else {
        reject(error);
      }
    });
  });
}
