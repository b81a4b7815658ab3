import { Skeleton } from '@backstage/ui';
import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { ReactNode } from 'react';
import { useConsumerDetail } from '../../hooks/useConsumerDetail';
import { consumerName, readAddress } from '../../status/consumerKey';
import { DetailState } from '../drawer/DetailState';
import { Drawer } from '../drawer/Drawer';
import { ConsumerDrawer } from './ConsumerDrawer';
import { ConsumerFacts } from './ConsumerFacts';

interface Linked {
  /** Name of its broker as configured. */
  broker: string;
  /** As in the address of the page. */
  address: string;
  entityRef?: string;
  /** Where it is declared. */
  source?: ReactNode;
  onClose(): void;
}

function Unlisted(props: Linked) {
  const { broker, address, entityRef, source, onClose } = props;
  const wanted = readAddress(address);
  const polled = useConsumerDetail({ broker, ...wanted, entityRef });
  const { data, error } = polled;
  const state = <DetailState polled={polled} />;
  return (
    <Drawer title={consumerName(wanted)} onClose={onClose}>
      {data ? (
        <ConsumerFacts consumer={data} detail={data} state={state} />
      ) : (
        <>
          {state}
          {!error && <Skeleton width="100%" height={420} />}
        </>
      )}
      {data && source}
    </Drawer>
  );
}

/**
 * The consumer of the page's address, which need not be in the list beside it: a link
 * to it holds as long as it exists.
 */
export function LinkedConsumerDrawer(
  props: Linked & {
    /** As the list has it. */
    consumer?: ConsumerStatus;
  },
) {
  const { consumer, address, ...rest } = props;
  return consumer ? (
    <ConsumerDrawer {...rest} consumer={consumer} />
  ) : (
    <Unlisted key={address} {...rest} address={address} />
  );
}
