import http from 'node:http';
import https from 'node:https';
import { AddressInfo } from 'node:net';

/** What it was asked. */
export interface Asked {
  path: string;
  authorization: string | undefined;
  /** The parameters of the question. */
  query: string;
  start: number;
  end: number;
  step: number;
}

/** How it answers: a status, and a body that is no text becomes JSON. */
export type Answering = (
  asked: Asked,
) => { status?: number; body: unknown } | 'silence';

/** An answer with series, as Prometheus makes it. */
export function matrix(
  ...result: {
    metric: Record<string, string>;
    values: [number, string][];
  }[]
) {
  return {
    body: { status: 'success', data: { resultType: 'matrix', result } },
  };
}

/** An HTTP server in place of Prometheus, which answers as it is told. */
export async function startPrometheus(
  answering: Answering,
  tls?: { cert: string; key: string },
) {
  const asked: Asked[] = [];
  const state = { answering };
  const listener: http.RequestListener = (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const number = (name: string) => Number(url.searchParams.get(name));
    const one: Asked = {
      path: url.pathname,
      authorization: request.headers.authorization,
      query: url.searchParams.get('query') ?? '',
      start: number('start'),
      end: number('end'),
      step: number('step'),
    };
    asked.push(one);
    const answer = state.answering(one);
    if (answer !== 'silence') {
      const { status = 200, body } = answer;
      response.statusCode = status;
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    }
  };
  const server = tls
    ? https.createServer(tls, listener)
    : http.createServer(listener);
  await new Promise<void>(resolve =>
    server.listen(0, '127.0.0.1', () => resolve()),
  );
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}/`,
    asked,
    answer(next: Answering) {
      state.answering = next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
