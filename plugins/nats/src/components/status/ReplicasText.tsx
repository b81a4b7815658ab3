import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ConsumerScaling } from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';

/** The workers that KEDA asks for at the backlog of now: in a cell, or with how it comes to it. */
export function ReplicasText(props: {
  scaling: ConsumerScaling | undefined;
  style?: 'short' | 'exact';
}) {
  const { scaling, style = 'short' } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const { count } = useFormats();
  if (!scaling) {
    return <>{t('none')}</>;
  }
  const { desiredReplicas } = scaling;
  const numbers = {
    desired: desiredReplicas === undefined ? '?' : count(desiredReplicas),
    least: count(scaling.minReplicaCount),
    most: count(scaling.maxReplicaCount),
    lag: count(scaling.lagThreshold),
  };
  return (
    <>
      {style === 'short'
        ? t('consumers.replicasOf', numbers)
        : t('consumers.replicasBy', numbers)}
    </>
  );
}
