import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useFormats } from '../../hooks/useFormats';
import { Summary } from '../../status/summarize';
import { natsTranslationRef } from '../../translation';
import { Sentence, SentenceRoom } from './Sentence';

function useSentence(
  { subject, name, verdict, consumers }: Summary,
  room: SentenceRoom,
): string {
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const { reason, since } = verdict;
  const { ok, total } = consumers;
  const numbers = { ok: `${ok}`, total: `${total}` };
  const what =
    subject === 'consumer'
      ? t('sentence.consumer', { name, reason })
      : t('sentence.broker', { name, reason });
  // A page says below what to do about a broker, with the command.
  const advice =
    room === 'card' || subject === 'consumer' ? verdict.advice : undefined;
  const first = [
    what,
    ...(since === undefined || verdict.level === 'ok'
      ? []
      : [t('sentence.since', { time: formats.moment(since) })]),
    ...(advice ? [t('sentence.advice', { text: advice.text })] : []),
  ].join(' ');
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
      text={useSentence(summary, room)}
      judged={[subject, name, verdict.level, verdict.rule].join(' ')}
    />
  );
}
