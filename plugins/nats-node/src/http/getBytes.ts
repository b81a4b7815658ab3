import http from 'node:http';
import https from 'node:https';

/**
 * What an HTTP server answered.
 *
 * @public
 */
export interface HttpAnswer {
  status: number;
  body: Buffer;
}

/**
 * How an HTTP server is asked.
 *
 * @public
 */
export interface GetOptions {
  /** Keeps the connection. */
  agent: http.Agent | https.Agent;
  /** PEM of the authority, where it is one of one's own. */
  ca?: string | Buffer;
  headers?: http.OutgoingHttpHeaders;
  /** A longer answer is an error; without it any length is read. */
  maxBytes?: number;
  signal: AbortSignal;
}

/**
 * Asks an HTTP or HTTPS server; redirects are not followed.
 *
 * @throws Error of the connection, with its `code`, and the reason of the signal
 * @public
 */
export function getBytes(url: URL, options: GetOptions): Promise<HttpAnswer> {
  const { maxBytes = Infinity, ...asked } = options;
  return new Promise((resolve, reject) => {
    const get = url.protocol === 'https:' ? https.get : http.get;
    const request = get(url, asked, response => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > maxBytes) {
          request.destroy(
            new Error(`the answer is longer than ${maxBytes} bytes`),
          );
          return;
        }
        chunks.push(chunk);
      });
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
