import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { ButtonLink, Text } from '@backstage/ui';
import { NATS_BROKER_ANNOTATION } from '@nats-portal/plugin-nats-common';
import { FleetRow } from '../../fleet/FleetRow';
import { natsTranslationRef } from '../../translation';
import { ServerTable } from '../content/ServerTable';
import { Drawer, DrawerSection } from '../drawer/Drawer';
import { Hint } from '../Hint';
import { BrokerFacts } from '../status/BrokerFacts';
import { OtherVerdicts } from '../status/OtherVerdicts';
import { VerdictMark } from '../status/VerdictMark';
import { WhatToDo } from '../status/WhatToDo';
import { HeatStrip } from './HeatStrip';
import { LevelCounts } from './LevelCounts';

function EntityLink(props: { entityRef: string }) {
  const { t } = useTranslationRef(natsTranslationRef);
  const linkOf = useEntityRefLink();
  return (
    <div>
      <ButtonLink href={linkOf(props.entityRef)}>
        {t('fleet.openEntity')}
      </ButtonLink>
    </div>
  );
}

/** Everything about one broker, beside the table that it was opened from. */
export function BrokerDrawer(props: { row: FleetRow; onClose(): void }) {
  const { row, onClose } = props;
  const { name, verdict, sampledAt, consumers, lastHour, entityRef } = row;
  const { findings = [] } = verdict;
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <Drawer title={name} onClose={onClose}>
      <div>
        <VerdictMark
          verdict={verdict}
          now={sampledAt ? Date.parse(sampledAt) : undefined}
        />
        <Text as="p" variant="body-large">
          {verdict.reason}.
        </Text>
      </div>
      {verdict.advice && (
        <DrawerSection title={t('drawer.todo')}>
          <WhatToDo advice={verdict.advice} />
        </DrawerSection>
      )}
      {findings.length > 0 && (
        <DrawerSection title={t('drawer.also')}>
          <OtherVerdicts
            verdicts={findings}
            now={sampledAt ? Date.parse(sampledAt) : undefined}
          />
        </DrawerSection>
      )}
      <DrawerSection title={t('fleet.lastHour')}>
        <HeatStrip minutes={lastHour} />
      </DrawerSection>
      <BrokerFacts broker={row} />
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
      {entityRef ? (
        <EntityLink entityRef={entityRef} />
      ) : (
        <Hint
          title={t('fleet.noEntityTitle')}
          description={t('fleet.noEntity')}
          example={`metadata:\n  annotations:\n    ${NATS_BROKER_ANNOTATION}: ${name}`}
        />
      )}
    </Drawer>
  );
}
