import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, CardHeader, Link, Text } from '@backstage/ui';
import { FleetConsumer } from '@nats-portal/plugin-nats-common';
import { ReactNode } from 'react';
import { CatalogView } from '../../fleet/CatalogView';
import { useEntityTabLink } from '../../hooks/useEntityTabLink';
import { consumerKey, consumerName, toAddress } from '../../status/consumerKey';
import { natsTranslationRef } from '../../translation';
import { Sparkline } from '../status/Sparkline';
import { VerdictMark } from '../status/VerdictMark';
import { nameOf } from './useBrokerColumns';
import styles from './WorstOfAll.module.css';

/** Consumers of all brokers by one number, largest first. */
export function WorstOfAll(props: {
  title: string;
  consumers: readonly FleetConsumer[];
  catalog: CatalogView;
  numberOf(consumer: FleetConsumer): ReactNode;
  onOpen(consumer: FleetConsumer): void;
}) {
  const { title, consumers, catalog, numberOf, onOpen } = props;
  const linkOf = useEntityTabLink();
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <Card>
      <CardHeader>
        <Text as="h2" variant="body-large" weight="bold">
          {title}
        </Text>
      </CardHeader>
      <CardBody>
        {consumers.length === 0 && (
          <Text variant="body-medium">{t('fleet.nobody')}</Text>
        )}
        <ol className={styles.root}>
          {consumers.map(consumer => {
            const owned = catalog.consumerOf(consumer);
            return (
              <li
                key={`${consumer.broker} ${consumerKey(consumer)}`}
                className={styles.item}
              >
                <span className={styles.who}>
                  <button
                    type="button"
                    className={styles.name}
                    onClick={() => onOpen(consumer)}
                  >
                    {consumerName(consumer)}
                  </button>
                  <span className={styles.below}>
                    {consumer.broker}
                    {owned && (
                      <>
                        {' · '}
                        <Link
                          variant="body-small"
                          href={linkOf(owned.entityRef, {
                            consumer: toAddress(consumer),
                          })}
                        >
                          {nameOf(owned.entityRef)}
                        </Link>
                      </>
                    )}
                    {owned?.owner && ` · ${nameOf(owned.owner)}`}
                  </span>
                </span>
                <Sparkline points={consumer.trend} />
                <span className={styles.number}>{numberOf(consumer)}</span>
                <span className={styles.verdict}>
                  <VerdictMark verdict={consumer.verdict} />
                </span>
              </li>
            );
          })}
        </ol>
      </CardBody>
    </Card>
  );
}
