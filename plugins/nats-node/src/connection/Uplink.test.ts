import { Uplink } from './Uplink';

const gone = () => new Error('gone');

describe('Uplink', () => {
  it('gives an answer that comes while there is a server', async () => {
    const uplink = new Uplink();
    await expect(uplink.answer(Promise.resolve(1), gone)).resolves.toBe(1);
    await expect(
      uplink.answer(Promise.reject(new Error('refused')), gone),
    ).rejects.toThrow('refused');
  });

  it('waits for no answer of a server that is gone', async () => {
    const uplink = new Uplink();
    const answer = uplink.answer(new Promise(() => {}), gone);
    uplink.lost();
    await expect(answer).rejects.toThrow('gone');
  });

  it('waits for another server, and not for ever', async () => {
    const uplink = new Uplink();
    expect(await uplink.whenUp(0)).toBe(true);
    uplink.lost();
    expect(uplink.isDown).toBe(true);
    expect(await uplink.whenUp(1)).toBe(false);
    const up = uplink.whenUp(60_000);
    uplink.back();
    expect(await up).toBe(true);
  });

  it('lets one who aborts go', async () => {
    const uplink = new Uplink();
    uplink.lost();
    await expect(
      uplink.whenUp(60_000, AbortSignal.timeout(1)),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
