import { readAddress, toAddress } from './consumerKey';

describe('the address of a consumer', () => {
  it.each([
    { stream: 'JOBS', consumer: 'echo', account: 'APP' },
    { stream: 'JOBS', consumer: 'echo' },
    { stream: 'a@b', consumer: 'c@d', account: 'E' },
    { stream: 'a@b', consumer: 'c' },
  ])('leads back to %j', consumer => {
    expect(readAddress(toAddress(consumer))).toEqual(consumer);
  });

  it('is read whatever somebody has typed', () => {
    expect(readAddress('JOBS')).toEqual({ stream: '', consumer: 'JOBS' });
  });
});
