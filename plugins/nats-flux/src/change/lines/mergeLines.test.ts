import { mergeLines } from './mergeLines';

const base = 'title\n\n| memory | 1Gi |\n| cpu | 1 |\n\nend\n';
const wanted = base.replace('1Gi', '2Gi');

describe('mergeLines', () => {
  it('makes the difference one of a text with lines of its own', () => {
    const actual = `ours\n${base}more of ours\n`;
    expect(mergeLines(base, wanted, actual)).toEqual({
      text: actual.replace('1Gi', '2Gi'),
      left: 0,
    });
  });

  it('leaves a line that somebody changed, and counts it', () => {
    const actual = base.replace('| 1Gi |', '| 1Gi, agreed |');
    expect(mergeLines(base, wanted, actual)).toEqual({ text: actual, left: 1 });
  });

  it('leaves a line that is there twice: nobody can tell which is meant', () => {
    const actual = `${base}${base}`;
    expect(mergeLines(base, wanted, actual)).toEqual({ text: actual, left: 1 });
  });

  it('changes nothing where all of it is so already', () => {
    expect(mergeLines(base, wanted, wanted)).toEqual({ text: wanted, left: 0 });
  });

  it('puts new lines behind the line that they followed, and takes lines away', () => {
    const more = base.replace('| cpu | 1 |\n', '| cpu | 1 |\n| disk | 9 |\n');
    const actual = `ours\n${base}`;
    const { text } = mergeLines(base, more, actual);
    expect(text).toBe(`ours\n${more}`);
    expect(mergeLines(more, base, text).text).toBe(actual);
  });

  it('tells a place by the lines around it where one line is not enough', () => {
    const sections = (middle: string) => `# A\n\none\n\n${middle}# B\n\ntwo\n`;
    const more = sections('# New\n\nwords\n\n');
    const ours = (text: string) => `ours\n\n${text}\nours\n`;
    expect(mergeLines(sections(''), more, ours(sections('')))).toEqual({
      text: ours(more),
      left: 0,
    });
    expect(mergeLines(more, sections(''), ours(more))).toEqual({
      text: ours(sections('')),
      left: 0,
    });
  });

  it('changes a line into one that stands elsewhere already', () => {
    const actual = `| memory | 2Gi |\n${base}`;
    expect(mergeLines(base, wanted, actual).text).toBe(
      `| memory | 2Gi |\n${wanted}`,
    );
  });

  it('puts in a line that stands elsewhere already', () => {
    const more = base.replace('| cpu | 1 |\n', '| cpu | 1 |\n| disk | 9 |\n');
    const actual = `| disk | 9 |\n${base}`;
    expect(mergeLines(base, more, actual).text).toBe(`| disk | 9 |\n${more}`);
  });

  it('puts in nothing twice', () => {
    const more = base.replace('| cpu | 1 |\n', '| cpu | 1 |\n| disk | 9 |\n');
    const actual = `ours\n${more}`;
    expect(mergeLines(base, more, actual)).toEqual({ text: actual, left: 0 });
  });

  it('keeps the ends of lines', () => {
    const actual = base.replace(/\n/g, '\r\n');
    expect(mergeLines(base, wanted, actual).text).toBe(
      actual.replace('1Gi', '2Gi'),
    );
  });
});
