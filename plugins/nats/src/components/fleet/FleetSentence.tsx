import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { compareVerdicts, FleetBroker } from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { Sentence } from '../status/Sentence';

/** The worst broker with its reason, and how the others do. */
export function FleetSentence(props: { brokers: readonly FleetBroker[] }) {
  const { brokers } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const [worst] = [...brokers].sort((a, b) =>
    compareVerdicts(a.verdict, b.verdict),
  );
  const { name, verdict } = worst;
  const count = brokers.length;
  const total = formats.count(count);
  const ok = brokers.filter(item => item.verdict.level === 'ok').length;
  const allOk = ok === count;
  const sentences = allOk
    ? [t('fleet.allOk', { count, total, name })]
    : [
        t('fleet.worst', { name, reason: verdict.reason }),
        ...(verdict.since === undefined
          ? []
          : [t('sentence.since', { time: formats.moment(verdict.since) })]),
        ...(verdict.advice
          ? [t('sentence.advice', { text: verdict.advice.text })]
          : []),
        ...(count > 1
          ? [t('fleet.share', { count: ok, ok: formats.count(ok), total })]
          : []),
      ];
  return (
    <Sentence
      level={verdict.level}
      room="page"
      text={sentences.join(' ')}
      judged={allOk ? 'ok' : [name, verdict.level, verdict.rule].join(' ')}
    />
  );
}
