import { gunzipSync } from 'node:zlib';
import express, { Request, Response } from 'express';
import request from 'supertest';
import { KeptAnswers } from './KeptAnswers';

type Send = (req: Request, res: Response) => Promise<void>;

function serving(send: Send) {
  const app = express();
  app.get('/', (req, res, next) => {
    send(req, res).catch(next);
  });
  // Four parameters tell it from any other handler.
  app.use((error: Error, _: Request, res: Response, __: () => void) => {
    res.status(500).json({ message: error.message });
  });
  return () => request(app).get('/');
}

describe('KeptAnswers', () => {
  it('makes an answer once for each version of a question', async () => {
    const answers = new KeptAnswers();
    let made = 0;
    const make = async () => ({ made: ++made });
    const asked = { question: 'a', version: '1' };
    const get = serving((req, res) => answers.send(req, res, asked, make));
    const both = await Promise.all([get(), get()]);
    expect(both.map(({ body }) => body)).toEqual([{ made: 1 }, { made: 1 }]);
    expect(answers.has('a', '1')).toBe(true);
    expect(answers.has('a', '2')).toBe(false);
    asked.version = '2';
    expect((await get()).body).toEqual({ made: 2 });
    expect(answers.has('a', '1')).toBe(false);
    asked.question = 'b';
    expect((await get()).body).toEqual({ made: 3 });
    expect(answers.has('a', '2')).toBe(true);
  });

  it('sends JSON, compressed once for all who take it so', async () => {
    const answers = new KeptAnswers();
    const long = { text: 'é'.repeat(2_000) };
    const asked = { question: 'a', version: '1' };
    const get = serving((req, res) =>
      answers.send(req, res, asked, async () => long),
    );
    const plain = await get().set('Accept-Encoding', 'identity');
    expect(plain.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      vary: 'Accept-Encoding',
    });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(plain.body).toEqual(long);
    const squeezed = await get()
      .set('Accept-Encoding', 'gzip')
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });
    expect(squeezed.headers['content-encoding']).toBe('gzip');
    const sent = squeezed.body as Buffer;
    const text =
      sent[0] === 0x1f ? gunzipSync(sent).toString() : sent.toString();
    expect(JSON.parse(text)).toEqual(long);
    expect(answers.bytes).toBeGreaterThan(4_000);
  });

  it('forgets what was used longest ago when all together are too long', async () => {
    const answers = new KeptAnswers(3_000);
    const asked = { question: 'a', version: '1' };
    const get = serving((req, res) =>
      answers.send(req, res, asked, async () => 'x'.repeat(900)),
    );
    for (const question of ['a', 'b', 'c', 'a', 'd']) {
      asked.question = question;
      await get().set('Accept-Encoding', 'identity');
    }
    const kept = ['a', 'b', 'c', 'd'].filter(one => answers.has(one, '1'));
    expect(kept).toEqual(['a', 'c', 'd']);
    expect(answers.bytes).toBe(3 * 902);
    asked.version = '2';
    await get();
    expect(answers.bytes).toBe(3 * 902);
  });

  it('keeps no failure', async () => {
    const answers = new KeptAnswers();
    const make = jest
      .fn()
      .mockRejectedValueOnce(new Error('broken'))
      .mockResolvedValue({ fine: true });
    const get = serving((req, res) =>
      answers.send(req, res, { question: 'a', version: '1' }, make),
    );
    expect((await get()).body).toEqual({ message: 'broken' });
    expect((await get()).body).toEqual({ fine: true });
  });
});
