import { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  BrokerStatus,
  EntityStatus,
  NATS_BROKER_ANNOTATION,
  NATS_CONSUMERS_ANNOTATION,
} from '@nats-portal/plugin-nats-common';
import { ReactNode } from 'react';
import { Polled } from '../../hooks/usePolling';
import { isNatsAvailable } from '../../isNatsAvailable';
import { natsTranslationRef } from '../../translation';
import { Findings } from '../Findings';
import { Hint } from '../Hint';
import { PolledGate } from './PolledGate';
import styles from './StatusGate.module.css';

const ANNOTATION_EXAMPLE = `metadata:
  annotations:
    ${NATS_BROKER_ANNOTATION}: local
    ${NATS_CONSUMERS_ANNOTATION}: JOBS/echo-workers, ORDERS/*`;

/** An {@link EntityStatus} that names a broker. */
export type KnownStatus = EntityStatus & { broker: BrokerStatus };

/** The sentence for an entity that names no broker, with an example to copy. */
function NoAnnotation() {
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <Hint
      title={t('missing.title')}
      description={t('missing.description')}
      example={ANNOTATION_EXAMPLE}
    />
  );
}

/**
 * Shows the children where there is something to show, and otherwise why not.
 * Numbers that are old stay, and look old.
 */
export function StatusGate(props: {
  polled: Polled<EntityStatus>;
  /** As large as the children will be. */
  skeleton: ReactNode;
  /** `stale`: the numbers are old. */
  children: (status: KnownStatus, stale: boolean) => ReactNode;
}) {
  const { polled, skeleton, children } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <PolledGate
      polled={polled}
      skeleton={skeleton}
      brokenTitle={t('broken.title')}
    >
      {(data, old) => {
        const { broker } = data;
        return (
          <div className={styles.root}>
            {broker ? (
              children(
                { ...data, broker },
                old || broker.verdict.rule === 'stale',
              )
            ) : (
              <>
                <Findings findings={data.findings} />
                <NoAnnotation />
              </>
            )}
          </div>
        );
      }}
    </PolledGate>
  );
}

/** Numbers, greyed where they are old. */
export function Numbers(props: { stale: boolean; children: ReactNode }) {
  return (
    <div
      className={props.stale ? `${styles.root} ${styles.stale}` : styles.root}
      data-stale={props.stale}
    >
      {props.children}
    </div>
  );
}

/** Asks for nothing where the entity names no broker, and says how to name one. */
export function AnnotationGate(props: {
  entity: Entity;
  /** Frames the hint as the view is framed. */
  wrap: (hint: ReactNode) => ReactNode;
  children: ReactNode;
}) {
  const { entity, wrap, children } = props;
  return <>{isNatsAvailable(entity) ? children : wrap(<NoAnnotation />)}</>;
}
