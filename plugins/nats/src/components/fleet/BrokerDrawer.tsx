import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { NATS_BROKER_ANNOTATION } from '@nats-portal/plugin-nats-common';
import { FleetRow } from '../../fleet/FleetRow';
import { natsTranslationRef } from '../../translation';
import { ServerTable } from '../content/ServerTable';
import { Drawer, DrawerSection } from '../drawer/Drawer';
import { VerdictSections } from '../drawer/VerdictSections';
import { Hint } from '../Hint';
import { LongHistory } from '../history/LongHistory';
import { BrokerFacts } from '../status/BrokerFacts';
import { EntityLink } from './EntityLink';
import { HeatStrip } from './HeatStrip';
import { LevelCounts } from './LevelCounts';

/** Everything about one broker, beside the table that it was opened from. */
export function BrokerDrawer(props: { row: FleetRow; onClose(): void }) {
  const { row, onClose } = props;
  const { name, verdict, sampledAt, consumers, lastHour, entityRef } = row;
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <Drawer title={name} onClose={onClose}>
      <VerdictSections
        verdict={verdict}
        now={sampledAt ? Date.parse(sampledAt) : undefined}
      />
      {entityRef ? (
        <EntityLink entityRef={entityRef} />
      ) : (
        <Hint
          title={t('fleet.noEntityTitle')}
          description={t('fleet.noEntity')}
          example={`metadata:\n  annotations:\n    ${NATS_BROKER_ANNOTATION}: ${name}`}
        />
      )}
      <DrawerSection title={t('fleet.lastHour')}>
        <HeatStrip minutes={lastHour} />
      </DrawerSection>
      <BrokerFacts broker={row} />
      {sampledAt && (
        <DrawerSection title={t('fleet.storageOverTime')}>
          <LongHistory broker={name} />
        </DrawerSection>
      )}
      {row.servers.length > 0 && (
        <DrawerSection title={t('broker.servers')}>
          <ServerTable servers={row.servers} />
        </DrawerSection>
      )}
      {consumers && (
        <DrawerSection title={t('consumers.label')}>
          <LevelCounts counts={consumers} />
        </DrawerSection>
      )}
    </Drawer>
  );
}
