import { Finding } from '@nats-portal/plugin-nats-common';
import { listFindings } from './listFindings';

const finding = (path: string): Finding => ({
  id: 'some-rule',
  severity: 'error',
  path,
  message: 'wrong',
});

const form = { streams: [{ name: 'A.B', subjects: [] }, {}], cluster: 'local' };

const pathsOf = (...paths: string[]) =>
  listFindings(paths.map(finding), 'streams', form).map(({ path }) => path);

describe('listFindings', () => {
  it('takes those about its list, as the form has them', () => {
    expect(
      pathsOf(
        'messaging.streams[0].name',
        'streams[0]',
        'keyValues[0].bucket',
        'cluster',
        '',
      ),
    ).toEqual(['streams[0].name', 'streams[0]']);
  });

  it('says nothing of what nobody has filled in yet', () => {
    expect(
      pathsOf('streams[1].name', 'streams[0].subjects', 'streams[7]'),
    ).toEqual([]);
  });

  it('leaves out what is about a generated file', () => {
    const inFile = { ...finding('streams[0].name'), file: 'a.yaml', line: 1 };
    expect(listFindings([inFile], 'streams', form)).toEqual([]);
  });
});
