import { createServer } from 'node:net';
import { freePorts } from './freePorts';

describe('freePorts', () => {
  it('finds as many as are wanted, none twice', async () => {
    const ports = await freePorts(20);
    expect(new Set(ports).size).toBe(20);
  });

  it('takes those that are preferred where they are free', async () => {
    const [first, second] = await freePorts(2);
    const taken = createServer();
    await new Promise<void>(done =>
      taken.listen({ host: '127.0.0.1', port: second }, done),
    );
    const found = await freePorts(3, [first, second]);
    expect(found[0]).toBe(first);
    expect(found[1]).not.toBe(second);
    expect(found).toHaveLength(3);
    await new Promise(done => taken.close(done));
  });
});
