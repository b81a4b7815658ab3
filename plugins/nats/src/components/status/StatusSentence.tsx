import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useFormats } from '../../hooks/useFormats';
import { Summary } from '../../status/summarize';
import { natsTranslationRef } from '../../translation';
import { Sentence, SentenceRoom } from './Sentence';

function useSentence({ subject, name, verdict, consumers }: Summary): string {
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const { reason, since } = verdict;
  const { ok, total } = consumers;
  const numbers = { ok: `${ok}`, total: `${total}` };
  const what =
    subject === 'consumer'
      ? t('sentence.consumer', { name, reason })
      : t('sentence.broker', { name, reason });
  const first =
    since === undefined || verdict.level === 'ok'
      ? what
      : `${what} ${t('sentence.since', { time: formats.moment(since) })}`;
  if (subject === 'all' && total > 0) {
    return `${t('sentence.allOk', { count: total, ...numbers })} ${first}`;
  }
  return ok !== undefined && total > 1
    ? `${first} ${t('sentence.share', { count: ok, ...numbers })}`
    : first;
}

/** What is worst among a broker and its consumers, as a {@link Sentence}. */
export function StatusSentence(props: {
  summary: Summary;
  room: SentenceRoom;
}) {
  const { summary, room } = props;
  const { subject, name, verdict } = summary;
  return (
    <Sentence
      level={verdict.level}
      room={room}
      text={useSentence(summary)}
      judged={[subject, name, verdict.level, verdict.rule].join(' ')}
    />
  );
}
