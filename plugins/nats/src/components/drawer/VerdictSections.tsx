import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Verdict } from '@nats-portal/plugin-nats-common';
import { natsTranslationRef } from '../../translation';
import { OtherVerdicts } from '../status/OtherVerdicts';
import { VerdictMark } from '../status/VerdictMark';
import { WhatToDo } from '../status/WhatToDo';
import { DrawerSection } from './Drawer';

/** How a drawer begins: the sentence, what to do, and what else is to be said. */
export function VerdictSections(props: {
  verdict: Verdict & { findings?: readonly Verdict[] };
  /** The clock of the verdict, now. */
  now?: number;
}) {
  const { verdict, now } = props;
  const { advice, findings = [], reason } = verdict;
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <>
      <div>
        <VerdictMark verdict={verdict} now={now} />
        <Text as="p" variant="body-large">
          {reason}.
        </Text>
      </div>
      {advice && (
        <DrawerSection title={t('drawer.todo')}>
          <WhatToDo advice={advice} />
        </DrawerSection>
      )}
      {findings.length > 0 && (
        <DrawerSection title={t('drawer.also')}>
          <OtherVerdicts verdicts={findings} now={now} />
        </DrawerSection>
      )}
    </>
  );
}
