import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, PluginHeader } from '@backstage/ui';
import { RiExchangeLine } from '@remixicon/react';
import { natsTranslationRef } from '../../translation';
import { NatsFleet } from './NatsFleet';

/** The page of all brokers; the new frontend system brings the header itself. */
export function NatsFleetPage(props: { withHeader?: boolean }) {
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <>
      {props.withHeader && (
        <PluginHeader title={t('fleet.title')} icon={<RiExchangeLine />} />
      )}
      <Container>
        <NatsFleet />
      </Container>
    </>
  );
}
