import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { BurrowStatus, ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { ReactNode } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { BehindText } from '../status/BehindText';
import { DrainText } from '../status/DrainText';
import { ReplicasText } from '../status/ReplicasText';
import { FactList } from '../FactList';

/** The counters of a consumer at the newest sample. */
export function ConsumerNumbers(props: {
  consumer: ConsumerStatus;
  burrow?: BurrowStatus;
}) {
  const { consumer, burrow } = props;
  const { counters, scaling } = consumer;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const count = (value: number | undefined) =>
    value === undefined ? t('none') : formats.count(value);
  return (
    <FactList
      facts={[
        [t('consumers.backlog'), count(counters?.backlog)],
        [t('consumers.inFlight'), count(counters?.inFlight)],
        [t('consumers.redelivered'), count(counters?.redelivered)],
        [t('consumers.openPulls'), count(counters?.waiting)],
        [t('consumers.behind'), <BehindText consumer={consumer} />],
        [
          t('consumers.drainsIn'),
          <DrainText consumer={consumer} style="exact" />,
        ],
        ...(scaling
          ? [
              [
                t('consumers.replicas'),
                <ReplicasText scaling={scaling} style="exact" />,
              ] as [string, ReactNode],
            ]
          : []),
        [t('consumers.burrow'), burrow ?? t('none')],
      ]}
    />
  );
}
