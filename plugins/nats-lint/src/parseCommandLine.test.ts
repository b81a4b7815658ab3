import { parseCommandLine } from './parseCommandLine';

describe('parseCommandLine', () => {
  it('checks the folder that it is in for errors, in text, by default', () => {
    expect(parseCommandLine([])).toEqual({
      command: { folder: '.', failOn: 'error', format: 'text', ignore: [] },
    });
  });

  it('takes options before and after the folder, and ids in lists', () => {
    expect(
      parseCommandLine([
        '--ignore=js-name,tls-empty',
        'a b',
        '--fail-on',
        'warning',
        '--ignore',
        ' flux-yaml, ',
        '--format=json',
      ]),
    ).toEqual({
      command: {
        folder: 'a b',
        failOn: 'warning',
        format: 'json',
        ignore: ['js-name', 'tls-empty', 'flux-yaml'],
      },
    });
    expect(parseCommandLine(['--', '--help'])).toMatchObject({
      command: { folder: '--help' },
    });
  });

  it.each([
    [['-h'], 'help'],
    [['--help', '--version'], 'help'],
    [['a', '--version'], 'version'],
  ])('%j prints the %s', (args, print) => {
    expect(parseCommandLine(args)).toEqual({ print });
  });

  it('lists every mistake', () => {
    expect(
      parseCommandLine([
        '--ignore=js-nam,flux-yaml,nothing',
        '--ignore=tls_empty,js-nam',
        '--fixx',
        '-q',
        '--help=yes',
        '--fail-on=info',
        'a',
        'b',
        '--__proto__',
        '--format',
      ]),
    ).toEqual({
      mistakes: [
        'there is no option --fixx',
        'there is no option -q',
        '--help takes no value',
        'there is no option --__proto__',
        '--format needs a value',
        '--fail-on is one of error, warning, never, not "info"',
        '--ignore: there is no rule "js-nam"; did you mean js-name?',
        '--ignore: there is no rule "nothing"',
        '--ignore: there is no rule "tls_empty"; did you mean tls-empty?',
        'one folder is checked at a time, not 2: a b',
      ],
    });
  });
});
